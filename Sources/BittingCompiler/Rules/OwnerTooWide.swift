internal import Diagnostics
internal import KeyModel

/// One owner answers for very many keys.
enum OwnerTooWide: Rule {
  /// The most keys that one owner can be expected to know.
  static let limit = 100

  static func check(_ catalog: Catalog, at now: Instant, report: inout [Finding]) {
    var counts = counts(catalog, at: now).filter { $0.value > limit }
    guard !counts.isEmpty else { return }
    for key in catalog.keys where key.isWorthAdvice(at: now) {
      guard let owner = key.declaration.owner, let count = counts.removeValue(forKey: owner.value) else { continue }
      report.append(found(owner, count))
    }
  }

  /// How many keys each owner has. Keys that follow each other mostly have the same one, so only changes are looked up.
  private static func counts(_ catalog: Catalog, at now: Instant) -> [Text: Int] {
    var counts: [Text: Int] = [:]
    var last: Catalog.Key?
    var row = 0
    for key in catalog.keys where key.isWorthAdvice(at: now) && key.declared.contains(.owner) {
      if let last, !key.declaration.hasOwner(of: last.declaration) {
        if let owner = last.declaration.owner { counts[owner.value, default: 0] += row }
        row = 0
      }
      last = key
      row += 1
    }
    if let owner = last?.declaration.owner { counts[owner.value, default: 0] += row }
    return counts
  }
}

extension OwnerTooWide {
  private static func found(_ owner: Located<Text>, _ count: Int) -> Finding {
    finding(
      "`\(quoted(owner.value.string))` owns \(count) keys", at: owner.span,
      help: "name the teams that use them; nobody knows more than \(limit) keys")
  }

  static let page = RulePage(
    "owner-too-wide", .warning,
    summary: "one owner has more than 100 keys",
    why: """
      An owner who is asked about one of hundreds of keys cannot say whether it is still needed. The finding stands at the
      owner of the first of the keys, by name. Keys that have ended and decoys do not count.
      """,
    wrong: """
      owner: everybody@shop.example
      """,
    right: """
      owner: integrations@shop.example
      """)
}
