internal import ArgumentParser
internal import BittingCompiler
internal import KeyModel
internal import Sodium

/// `bitting rotate`: adds a secret to a key and ends its old ones.
struct RotateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rotate", abstract: "Give a key a new secret and end the old one.",
    discussion: """
      The new secret is valid from now on; the others end after the grace, but never later than they would have. With \
      --due it takes every key whose rotation is due, or overdue: then --to names a folder that gets a file KEY.env for \
      each, and --print and --seal-to give one line NAME=token for each. Disabled keys and decoys are never due.
      """)

  @Argument(help: "The key.")
  var key: String?

  @Flag(help: "Take every key whose rotation is due.")
  var due = false

  @Option(
    help: ArgumentHelp(
      "How long the old secrets live on, such as 24h; 0 ends them now. (default: as long as the type allows)",
      valueName: "duration"))
  var grace: String?

  @OptionGroup var token: TokenOptions
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    guard due == (key == nil) else {
      throw CommandFailure.usage(due ? "`--due` takes no key" : "a key, or `--due`, is missing")
    }
    let id = try key.map { try OptionReading.value($0, .key) }
    let grace = try grace.map { try OptionReading.value($0, .timeSpan, of: "--grace") }
    let delivery = try token.delivery()
    try delivery.requireOutsideOfDeclarations(below: try global.rootFolder())
    let repository = EditableRepository(try global.tree(), at: global.now)
    let keys = id.map { [$0] } ?? repository.keysDueForRotation
    guard !keys.isEmpty else { return global.console.talk("no rotation is due") }
    var generator = SodiumGenerator()
    let rotations = try planned(on: global.console) { () throws(EditFailure) in
      try repository.rotate(keys, grace: grace, using: &generator)
    }
    try write(rotations, delivery)
    let isCommittable = await delivery.isCommittable(due ? keys.first : nil, near: try global.rootFolder())
    delivery.report(
      rotations.rotations.flatMap { lines(about: $0) }, tokens: keys.count, isCommittable: isCommittable,
      on: global.console)
  }

  /// The tokens go out first: a secret must not be declared whose token nobody got.
  private func write(_ rotations: Rotations, _ delivery: TokenDelivery) throws {
    let root = try global.rootFolder()
    let tokens = rotations.rotations.map { HandedToken(key: $0.key, variable: $0.variable, secret: $0.secret) }
    if due { try delivery.hand(tokens) } else { for token in tokens { try delivery.hand(token) } }
    do {
      try EditWriting.write(rotations.edits, below: root)
    } catch {
      let lost = rotations.rotations.filter { !error.written.contains($0.path) }.map(\.key)
      let worthless = tokens.filter { lost.contains($0.key) }
      if due { delivery.takeBack(worthless) } else { worthless.forEach(delivery.takeBack) }
      throw CommandFailure.cannotTell(
        error.failure.message,
        hint: "not rotated, and their new tokens are worth nothing: \(lost.map { "`\($0)`" }.joined(separator: ", "))")
    }
  }

  private func lines(about rotation: RotatedKey) -> [String] {
    let new = "\(rotation.key): new secret `\(rotation.secret.token.handle)` ends at \(rotation.secret.expires)"
    let others = rotation.others.map { other in
      let name = other.handle.map { "`\($0)`" } ?? "the token without a handle"
      let isOver = other.expires <= global.now
      return "\(rotation.key): \(name) \(isOver ? "has ended" : "ends at \(other.expires)")"
    }
    let disabled = rotation.disabled.map { "\(rotation.key): still disabled, \(Console.shown($0.string))" }
    return [new] + others + (disabled.map { [$0] } ?? [])
  }
}
