internal import ArgumentParser
internal import BittingCompiler
internal import Glibc
internal import KeyModel
internal import Sodium

/// `bitting revoke`: ends secrets at once and for ever.
struct RevokeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke", abstract: "Revoke a key's secrets, one secret, or a token that leaked.",
    usage: """
      bitting revoke [<key|handle>] --reason <text> [--root <dir>] [--at <instant>] [--no-color] [--quiet]
      """,
    discussion: """
      Takes the secrets out of their key and records them under keys/revoked/, so that they can never be declared \
      again. Without a name, a leaked token is read from standard input; it may stand in a line NAME=token or in a \
      header. A token is never given as an argument: everybody on the machine can read those.
      """)

  @Argument(help: ArgumentHelp("A key, or the handle of one secret; - for standard input.", valueName: "key|handle"))
  var name: String?

  @Option(
    help: ArgumentHelp("Why, for those who read it later. Needed; on a terminal it is asked for.", valueName: "text"))
  var reason: String?

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let input = try Input(name)
    let repository = EditableRepository(try global.tree(), at: global.now)
    let found = try found(input, in: repository)
    var values = RequiredValues(on: global.console)
    let reason = try values.value(reason, .prose, of: "--reason", "Reason")
    try values.finish()
    // Invariant: `finish` throws where it is missing.
    guard let reason else { throw Status.usage }
    try revoke(found, reason: reason, in: repository)
  }

  /// Writes what revokes `found`. Tombstones come first: if nothing after them is written, the secrets are revoked.
  private func revoke(_ found: FoundSecrets, reason: Text, in repository: EditableRepository) throws {
    let revocation = try planned(on: global.console) { () throws(EditFailure) in
      try repository.revoke(found, reason: reason)
    }
    do {
      try EditWriting.write(revocation.edits, below: try global.rootFolder())
    } catch let interruption as EditWriting.Interruption {
      throw CommandFailure.cannotTell(
        interruption.failure.message,
        hint:
          "written so far: \(interruption.written.isEmpty ? "nothing" : interruption.written.joined(separator: ", "))")
    }
    report(found, revocation)
  }

  private func report(_ found: FoundSecrets, _ revocation: Revocation) {
    let console = global.console
    let new = Set(revocation.tombstones.map(\.digest))
    for secret in revocation.tombstones {
      console.fact("revoked \(RevokeCommand.words(for: secret)), in \(Console.shown(secret.path))")
    }
    for secret in revocation.tombstones { tell(ofTimeBefore: secret) }
    for secret in found.declared where !new.contains(secret.digest) {
      console.fact("took \(RevokeCommand.words(for: secret)) out of \(Console.shown(secret.path)) again")
    }
    for secret in found.revoked {
      console.talk("\(RevokeCommand.words(for: secret)) was revoked before, in \(Console.shown(secret.path))")
    }
    if found.isEmpty { console.talk("the key has no secret that could be revoked") }
    if !new.isEmpty { console.talk(RevokeCommand.whatIsNext) }
  }

  /// Tells that `--at` lies before `secret` was made: a slip, and revoked all the same. A clock that goes wrong is nobody's
  /// slip, so without `--at` nothing is said.
  private func tell(ofTimeBefore secret: FoundSecret) {
    guard let at = global.at, let created = secret.created, created > at else { return }
    global.console.talk(
      "\(RevokeCommand.words(for: secret)) is of \(created), which is later than `--at`, \(at): it is revoked all the "
        + "same; correct `at` in \(Console.shown(secret.path))")
  }

  private static let whatIsNext =
    "services deny it from their next bundle on: `bitting build`; for the minutes until then: "
    + "`bitting build --revocations`"

  private static func words(for secret: FoundSecret) -> String {
    secret.handle.map { "`\($0)` of `\(secret.key)`" } ?? "the token of `\(secret.key)` that has no handle"
  }
}

// What is to be revoked.
extension RevokeCommand {
  /// Where the name of what is revoked comes from.
  private enum Input {
    case name(String)
    case leakedToken

    init(_ argument: String?) throws {
      if let argument, argument != "-" {
        self = .name(argument)
      } else {
        guard argument != nil || isatty(STDIN_FILENO) == 0 else {
          throw CommandFailure.usage(
            "nothing says what to revoke", hint: "name a key or a handle, or give the leaked token on standard input")
        }
        self = .leakedToken
      }
    }
  }

  private func found(_ input: Input, in repository: EditableRepository) throws -> FoundSecrets {
    switch input {
    case .name(let name):
      try refuseToken(name, in: repository)
      return try planned(on: global.console) { () throws(EditFailure) in try repository.secrets(named: name) }
    case .leakedToken:
      return try leaked(in: repository)
    }
  }

  /// A token among the arguments was seen by everybody who may list processes, and by the shell's history.
  private func refuseToken(_ text: String, in repository: EditableRepository) throws {
    let isName = KeyID(text) != nil || Handle(text) != nil || TokenDigest(text) != nil
    guard !isName || !repository.secrets(leakedIn: text.utf8.span).isEmpty else { return }
    let isFile = FilePath.exists(text)
    throw CommandFailure.usage(
      "the argument is no key, handle or digest, and is not repeated here, as it may be a token",
      hint: isFile
        ? "it is the path of a file: a key goes by its name, and a file with a leaked token on standard input: "
          + "`bitting revoke - < FILE`"
        : "a token given so stands in the shell's history now; give it on standard input: `bitting revoke - < FILE`")
  }

  private func leaked(in repository: EditableRepository) throws -> FoundSecrets {
    let text = try leakedText()
    guard text.count > 0 else {
      throw CommandFailure.usage(
        "there is nothing on standard input",
        hint: "name a key or a handle, or give the leaked token on standard input")
    }
    let found = text.withBytes { repository.secrets(leakedIn: $0) }
    for secret in found.declared.isEmpty ? found.revoked : found.declared {
      global.console.talk("this is \(RevokeCommand.words(for: secret))")
    }
    guard !found.isEmpty else {
      guard repository.knowsAllKeys else {
        throw CommandFailure.refused(
          "no key has that token in what can be read of keys/",
          hint: "it may stand where something cannot be read: `bitting check` shows where, and that comes first")
      }
      throw CommandFailure.refused(
        "no key of this repository has that token", hint: "it may be another project's, or not all of it was given")
    }
    return found
  }

  private func leakedText() throws -> SecretBytes {
    if isatty(STDIN_FILENO) == 1 { return try TerminalPrompt.password("The leaked token") }
    do {
      let bytes = try FileReading.bytes("-", limit: 1 << 20)
      return SecretBytes(copying: bytes.span)
    } catch {
      throw CommandFailure.cannotTell("standard input cannot be read: \(error.message)")
    }
  }
}
