internal import BundleFormat
internal import BundleWriting
internal import Diagnostics
internal import KeyModel

/// What is in a bundle, for people and for programs.
struct ContentsView {
  /// BLAKE2b-256 of the payload, computed here.
  let digest: ContentDigest
  private let project: String
  private let keys: [KeyView]
  private let routes: [(template: String, access: String)]
  private let tombstoneCount: Int

  init(_ image: borrowing BundleImage) {
    digest = unsafe image.bytes.withUnsafeBytes { unsafe ContentDigest(of: $0.bindMemory(to: UInt8.self).span) }
    project = Text(copying: image.project).string
    keys = KeyView.all(of: image)
    routes = (0..<image.count(of: .routes)).map { index in
      let route = image.route(index)
      return (Text(copying: image.text(route.template)).string, ContentsView.access(route, image))
    }
    tombstoneCount = (0..<image.count(of: .secrets)).count {
      image.secret($0).flagBits & SecretRecord.Flag.revoked != 0
    }
  }

  private static func access(_ route: RouteRecord, _ image: borrowing BundleImage) -> String {
    guard !route.isPublic else { return "public" }
    let scope = ScopeView.text(Int(route.scope), image)
    return route.cost == 1 ? scope : "\(scope), costs \(route.cost)"
  }

  /// Keys, then routes.
  var text: String {
    let width = routes.map(\.template.utf8.count).max() ?? 0
    let lines = routes.map { template, access in
      Console.shown("  \(template)\(String(repeating: " ", count: width - template.utf8.count))  \(access)") + "\n"
    }
    return """
      project      \(Console.shown(project))
      tombstones   \(tombstoneCount)

      keys
      \(keys.map(\.text).joined())
      routes
      \(lines.joined())
      """
  }

  /// The same for programs.
  var members: [(name: String, value: JSONValue)] {
    [
      ("project", .string(project)), ("tombstones", .int(tombstoneCount)), ("keys", .array(keys.map(\.json))),
      (
        "routes",
        .array(routes.map { .object([("route", .string($0.template)), ("access", .string($0.access))]) })
      ),
    ]
  }
}

/// A scope by its number.
enum ScopeView {
  static func text(_ index: Int, _ image: borrowing BundleImage) -> String {
    let scope = image.scope(index)
    let level = Text(copying: image.text(image.level(Int(scope.level)))).string
    return "\(Text(copying: image.text(scope.resource)).string):\(level)"
  }
}
