internal import ArgumentParser
internal import BittingQueries
internal import Diagnostics
internal import KeyModel

/// `bitting why-not`: why a key may not do something, and what would let it.
struct WhyNotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why-not", abstract: "Show why a key may not do something, and the smallest change that would let it.",
    discussion: """
      Answers from the declarations as they are, for bundles that would be built now, and changes nothing. All reasons \
      are listed in the order in which a service looks for them; it tells the first. Ends with 0 if the request is \
      allowed, with 1 if it is denied.
      """)

  @Argument(help: "The name of the key.")
  var key: String

  @Argument(
    help: ArgumentHelp(
      "A request such as 'GET /v1/status', or a scope such as orders:read.", valueName: "request|scope"))
  var question: String

  @Option(help: "The service that is asked. (default: every one that has the route or the scope)")
  var service: String?

  @Option(help: ArgumentHelp("The tenant whose data is asked for, where the route does not say.", valueName: "tenant"))
  var tenant: String?

  @Option(help: ArgumentHelp("The address that the request comes from.", valueName: "address"))
  var from: String?

  @OptionGroup var global: GlobalOptions

  @Option(help: ArgumentHelp("How to print the answer.", valueName: "format"))
  var format: AnswerFormat = .terminal

  func run() throws {
    guard !key.utf8.contains(0x20), Scope(key) == nil else {
      throw CommandFailure.usage("`\(key)` is no key", hint: "the key comes first, and then what it asks for")
    }
    let asked = try AskedCatalog(global)
    let key = try asked.key(key)
    let question = try asked.question(question, tenant: tenant, from: from)
    let targets = asked.queries.targets(of: question.wish, service: try asked.service(service))
    let view = WhyNotView(key, question, targets, asked)
    if format == .json { global.console.fact(view.json.text) } else { global.console.facts(view.text) }
    for note in AskedCatalog.notes(on: question) { global.console.talk(note) }
    if !view.isAllowed { throw Status.no }
  }
}
