/// Where a folder stands in the git checkout around it.
enum CheckoutPrefix {
  /// What to put before a path relative to `root` to have it relative to the top of the checkout: `infra/` or nothing.
  static func of(_ root: String) -> String {
    guard let real = FilePath.real(root), let top = top(around: real) else { return "" }
    let rest = FilePath.relative(real, to: top) ?? ""
    return rest.isEmpty ? "" : rest + "/"
  }

  /// Whether `root` lies in a checkout.
  static func isThere(around root: String) -> Bool { FilePath.real(root).flatMap { top(around: $0) } != nil }

  /// The top of the checkout that `folder` is in, which is from ``FilePath/real(_:)``; nil where there is none.
  static func top(around folder: String) -> String? {
    var top = folder
    while !FilePath.exists(FilePath.join(top, ".git")) {
      guard let parent = FilePath.parent(top), parent != top else { return nil }
      top = parent
    }
    return top
  }
}
