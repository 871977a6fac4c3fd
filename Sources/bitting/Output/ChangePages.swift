internal import BittingReview
internal import Diagnostics

/// The pages of `bitting explain` about the classes of change that `bitting review` tells apart.
enum ChangePages {
  /// The classes, the gravest first, each in one sentence.
  static let summaries = ChangeClass.allCases.map { ($0.page.name, $0.page.summary) }

  /// The page of the class named `name`; nil if none is called so.
  static func page(named name: String) -> String? {
    ChangeClass(rawValue: name)?.page.shown
  }
}

extension RuleDescription {
  fileprivate var shown: String { "\(name) (about `bitting review`)\n\(summary)\n\n\(why)\n" }
}
