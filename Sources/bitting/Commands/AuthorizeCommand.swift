internal import AgeFile
internal import ArgumentParser
internal import BittingRuntime
internal import BundleFormat
internal import Diagnostics
internal import KeyModel

/// `bitting authorize`: one decision of the validator.
struct AuthorizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "authorize", abstract: "Decide one request as a service would.",
    discussion: """
      The token is read from a file, from an environment variable or from standard input, never from an argument. Ends \
      with 0 if the request is allowed, with 1 if it is denied, and with 2 if the bundle does not open.

      With --state the validator remembers the newest bundle it has accepted, and refuses older ones; and what was \
      revoked, with or without the list.
      """)

  @Argument(help: ArgumentHelp("The bundle.", valueName: "bundle"), completion: .file(extensions: ["bitting"]))
  var bundle: String

  @Argument(help: ArgumentHelp("A method and a path, such as 'GET /v1/status'.", valueName: "request"))
  var request: String?

  @Option(help: ArgumentHelp("Ask for a scope, such as orders:read, instead of a route.", valueName: "scope"))
  var scope: String?

  @Option(help: ArgumentHelp("The age identity of the service.", valueName: "file"), completion: .file())
  var identity: String

  @Option(help: ArgumentHelp("The address that the request comes from.", valueName: "address"))
  var from: String?

  @Option(
    help: ArgumentHelp(
      "The tenant whose data is asked for, where the route does not say.",
      discussion: "Without it, the service itself has to keep to the tenant that the answer names.", valueName: "tenant"
    ))
  var tenant: String?

  @Option(help: ArgumentHelp("A file with the token, bare or as NAME=token.", valueName: "file"), completion: .file())
  var tokenFile: String?

  @Option(help: ArgumentHelp("An environment variable with the token.", valueName: "name"))
  var tokenEnv: String?

  @Option(help: "The service that asks. (default: as the file's name says, else whichever the bundle is for)")
  var service: String?

  @Option(help: "The environment it runs in. (default: as for --service)")
  var environment: String?

  @Option(help: ArgumentHelp("A revocation list of the project.", valueName: "file"), completion: .file())
  var revocations: String?

  @Option(help: ArgumentHelp("Where is remembered what was accepted.", valueName: "file"), completion: .file())
  var state: String?

  @Flag(help: "Show the decision step by step.")
  var explain = false

  @OptionGroup var trust: TrustOptions

  @OptionGroup var global: GlobalOptions

  @Option(help: ArgumentHelp("How to print the answer.", valueName: "format"))
  var format: AnswerFormat = .terminal

  func run() throws {
    let question = try Question(request: request, scope: scope, tenant: tenant, from: from)
    let gate: Gate
    do {
      let audience = try AudienceChoice(service: service, environment: environment)
      let opener = BundleOpener(
        bundle: bundle, revocations: revocations, identity: identity, state: state, audience: audience)
      gate = try opener.open(trusting: try trust.resolve(global), at: global.now)
    } catch let refusal as FileRefusal {
      throw answer(refusal)
    }
    let tokens = try TokenSource(file: tokenFile, variable: tokenEnv).read()
    let now = Moment(utc: global.now, steady: WallClock.steady)
    let credentials: [[UInt8]?] = tokens ?? [nil]
    let answers = credentials.map { question.answer(of: gate, token: $0, at: now, isExplained: explain) }
    // Where a line can be read in two ways, it is the token that the bundle knows.
    let answer = answers.first { $0.reason != .malformed && $0.reason != .unknown } ?? answers[0]
    global.console.fact(format == .json ? answer.json.text : answer.text)
    if tokens?[0].isEmpty == true { global.console.talk("what was given as the token is empty") }
    for note in question.notes(on: gate) { global.console.talk(note) }
    if answer.reason != nil { throw Status.no }
  }

  /// A program gets the failure as JSON on standard output, a person as an error.
  private func answer(_ refusal: FileRefusal) -> any Error {
    let text = CommandFailure.notOpened(refusal.path, refusal.failure, hint: refusal.hint)
    guard format == .json else { return text }
    global.console.fact(DecisionView.json(of: refusal.failure, text.message).text)
    return Status.unknown
  }
}
