internal import ArgumentParser
internal import BittingQueries
internal import Diagnostics

/// `bitting who-can`: the keys that may do something.
struct WhoCanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "who-can", abstract: "Show which keys may do something, and how.",
    discussion: """
      Answers from the declarations as they are, for bundles that would be built now. What is left open is asked for \
      any value of it: without --from, from wherever a key may come. Ends with 0 if somebody may, with 1 if nobody may.
      """)

  @Argument(
    help: ArgumentHelp(
      "A request such as 'GET /v1/status', or a scope such as orders:read.", valueName: "request|scope"))
  var question: String

  @Option(help: "The service that is asked. (default: every one that has the route or the scope)")
  var service: String?

  @Option(help: "Look at the keys of this environment only.")
  var environment: String?

  @Option(help: ArgumentHelp("The tenant whose data is asked for, where the route does not say.", valueName: "tenant"))
  var tenant: String?

  @Option(help: ArgumentHelp("The address that the request comes from.", valueName: "address"))
  var from: String?

  @Flag(help: "Show the other keys, too, and why they may not.")
  var all = false

  @OptionGroup var global: GlobalOptions

  @Option(help: ArgumentHelp("How to print the answer.", valueName: "format"))
  var format: AnswerFormat = .terminal

  func run() throws {
    let asked = try AskedCatalog(global)
    let question = try asked.question(question, tenant: tenant, from: from)
    let environment = try asked.environment(environment)
    let targets = asked.queries.targets(of: question.wish, service: try asked.service(service))
    let view = WhoCanView(asked.queries, question, targets, environment, showsAll: all)
    if format == .json { global.console.fact(view.json.text) } else { global.console.facts(view.text) }
    for note in AskedCatalog.notes(on: question) { global.console.talk(note) }
    if !view.isSomebodyAllowed { throw Status.no }
  }
}
