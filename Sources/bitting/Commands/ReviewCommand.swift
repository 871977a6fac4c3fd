public import ArgumentParser
internal import BittingCompiler
public import BittingReview
internal import Diagnostics
internal import KeyModel
internal import Sodium

/// `bitting review`: what a change lets anybody do that they could not do before, and the reverse.
struct ReviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Tell what a change lets anybody do, and no longer do.",
    discussion: """
      Compares the files of a commit with those of another, or with the working tree. Each request that is told was \
      denied by a validator with a bundle of the one, and is allowed by one with a bundle of the other; where nothing is \
      told, no request is decided differently. Both bundles are thought to be issued now, or at --at.

      The base is what both histories have in common, so that what happened on the other branch since then is not taken \
      for a part of the change; --no-merge-base takes the base as it is.

      Who has to agree is what the policies of the base say under `approvers`: everybody who is named there for a class of \
      change, a key type or a scope that is found. Where nobody is named, it is the owner of a key, and for all else \
      whoever answers for policies/.

      Ends with 1 if something was found that --deny names, if the head has errors, also by the rules of the base, or if \
      a tombstone is gone; with 2 if the two cannot be compared. Where policies are the same, key files that are the same \
      are not read, and what is wrong in them is for `bitting check` to find.
      """)

  @Option(help: ArgumentHelp("Compare with this commit, such as origin/main.", valueName: "rev"))
  var base: String

  @Option(help: ArgumentHelp("The commit to look at. (default: the working tree)", valueName: "rev"))
  var head: String?

  @Flag(help: "Compare with the base itself, not with what both histories have in common.")
  var noMergeBase = false

  @Option(
    help: ArgumentHelp(
      "End with 1 on a widening, new-secret, room or narrowing; also of one type: widening:internal. May be repeated.",
      valueName: "class"))
  var deny: [RefusedChanges.Kind] = []

  @Flag(help: "Tell who has to agree, also where nobody has to.")
  var approvers = false

  @Option(help: ArgumentHelp("How to print the changes.", valueName: "format"))
  var format: ReportFormat = .terminal

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let repository = try await GitRepository(around: try global.rootFolder(), base: base, head: head ?? "HEAD")
    let (compared, review) = try await Progress.show("comparing", on: global.console) {
      let compared = try await ComparedRevisions(base: base, head: head, mergesBase: !noMergeBase, repository, global)
      return (compared, try await compared.review(at: global.now, withFingerprints: format == .sarif))
    }
    global.console.talk("comparing \(compared.description)")
    let refused = RefusedChanges(deny)
    if let name = refused.unknownType(in: review) {
      let near = Rules.nearest(to: name.description, among: review.types.map(\.description).sorted())
      throw CommandFailure.usage(
        "neither side has a key type `\(name)`, which --deny names", hint: near.map { "did you mean `\($0)`?" })
    }
    print(review, refused, in: CheckoutPrefix.of(try global.rootFolder()))
    if refused.include(anythingOf: review) { throw Status.no }
  }

  private func print(_ review: Review, _ refused: RefusedChanges, in folder: String) {
    let console = global.console
    switch format {
    case .terminal:
      console.facts(TerminalReview(isColored: console.isColored, tellsApprovers: approvers).render(review))
    case .markdown: console.facts(MarkdownReview.render(review))
    case .json: console.facts(JSONReview.render(review))
    case .github: console.facts(GitHubReview.render(review, in: folder))
    case .junit: console.facts(JUnitReview.render(review, refusing: refused, in: folder))
    case .sarif:
      console.facts(
        SARIFReview.render(
          review, rules: Rules.descriptions, in: folder, version: Bitting.version))
    }
  }

}

extension RefusedChanges.Kind: ExpressibleByArgument {
  /// The kind that an argument writes.
  public init?(argument: String) {
    self.init(argument)
  }

  /// What a shell offers; a type can be named behind each.
  public static var defaultCompletionKind: CompletionKind { .list(classes.map(\.rawValue)) }
}
