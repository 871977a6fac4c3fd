internal import ArgumentParser
internal import BittingCompiler
internal import KeyModel

/// `bitting explain`: the page of a rule, a denial reason, an open failure, or what `test` and `review` speak of.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a rule, a denial reason, why a bundle does not open, or a class of change.",
    discussion: "Without a name it lists everything that can be explained.")

  @Argument(
    help: "What to explain, such as grant-above-ceiling, tenant, rolled-back or widening.",
    completion: .list(ExplainPages.names))
  var name: String?

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let console = global.console
    guard let name else { return console.facts(ExplainPages.index) }
    guard let page = ExplainPages.page(named: name) else {
      throw CommandFailure.usage(
        "there is nothing called `\(name)`", hint: ExplainPages.hint(for: name))
    }
    console.facts(page)
  }
}
