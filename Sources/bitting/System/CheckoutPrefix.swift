internal import Glibc

/// Where a folder stands in the git checkout around it.
enum CheckoutPrefix {
  /// What to put before a path relative to `root` to have it relative to the top of the checkout: `infra/` or nothing.
  static func of(_ root: String) -> String {
    guard let resolved = resolved(root), let top = top(around: resolved) else { return "" }
    let rest = String(resolved.dropFirst(top.count).drop { $0 == "/" })
    return rest.isEmpty ? "" : rest + "/"
  }

  /// Whether `root` lies in a checkout.
  static func isThere(around root: String) -> Bool { resolved(root).flatMap { top(around: $0) } != nil }

  private static func top(around folder: String) -> String? {
    var top = folder
    while !FilePath.exists(FilePath.join(top, ".git")) {
      guard let parent = FilePath.parent(top), parent != top else { return nil }
      top = parent
    }
    return top
  }

  private static func resolved(_ path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }
}
