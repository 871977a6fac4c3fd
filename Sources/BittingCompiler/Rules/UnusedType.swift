internal import Diagnostics
internal import KeyModel

/// A key type without keys.
enum UnusedType: Rule {
  static func check(_ catalog: Catalog, at now: Instant, report: inout [Finding]) {
    guard !catalog.keys.isEmpty, catalog.completeness.keys else { return }
    var isUsed = Array(repeating: false, count: catalog.types.count)
    for key in catalog.keys {
      if let type = key.type { isUsed[type.number] = true }
    }
    for type in catalog.types where !isUsed[type.number] {
      report.append(
        finding(
          "no key has type `\(type.name)`", at: type.declaration.name.span,
          help: "take the type away until somebody needs it"))
    }
  }

  static let page = RulePage(
    "unused-type", .warning,
    summary: "a key type that no key has",
    why: """
      A type is room: whatever its ceiling allows, the next key can ask for without a change to any policy. Room that
      nobody uses is better closed. Nothing is said as long as there are no keys at all, or where a file of `keys/` could
      not be read as a whole.
      """,
    wrong: """
      types:
        migration:             # and no key says `type: migration`
          ceiling: ["*:admin"]
      """,
    right: """
      types: {}
      """)
}
