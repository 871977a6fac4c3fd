internal import BittingCompiler

/// What to say to whoever named something that is not there.
enum NameHint {
  /// How many names are few enough to be told.
  private static let few = 8

  /// The one of `names` that is like `name`, or all of them where they are few; nil if there is nothing to say.
  static func text(for name: String, among names: [String]) -> String? {
    if let nearest = Rules.nearest(to: name, among: names) { return "did you mean `\(nearest)`?" }
    guard (1...few).contains(names.count) else { return nil }
    let list = names.map { "`\($0)`" }.joined(separator: ", ")
    return names.count == 1 ? "there is only \(list)" : "there are \(list)"
  }
}
