internal import KeyModel

/// How much a change comes to, in a line.
struct Summary {
  let review: Review

  /// `1 key gains access, 1 loses access, 1 ceiling raised`.
  var text: String {
    var parts: [String] = []
    add("tombstone removed", "tombstones removed", count(.error), &parts)
    add("key gains access", "keys gain access", keys(.widening), &parts)
    let opened = review.entries.count { $0.subject == .route && $0.classes.contains(.widening) }
    add("route lets more through", "routes let more through", opened, &parts)
    add("new secret", "new secrets", count(.newSecret), &parts)
    add("change gives room", "changes give room", count(.room), &parts)
    add("key loses access", "keys lose access", keys(.narrowing), &parts)
    let closed = review.entries.count { $0.subject == .route && $0.classes.contains(.narrowing) }
    add("route lets less through", "routes let less through", closed, &parts)
    add("other change", "other changes", review.entries.count { $0.classes == [.facts] }, &parts)
    let errors = review.head.errors
    add("error in the head", "errors in the head", errors, &parts)
    let trespasses = review.byRulesOfBase.findings.count
    add("finding by the rules of the base", "findings by the rules of the base", trespasses, &parts)
    return parts.isEmpty ? "nothing changes" : parts.joined(separator: ", ")
  }

  private func add(_ one: String, _ many: String, _ count: Int, _ parts: inout [String]) {
    if count > 0 { parts.append("\(count) \(count == 1 ? one : many)") }
  }

  private func count(_ kind: ChangeClass) -> Int {
    review.entries.count { $0.classes.contains(kind) }
  }

  /// The distinct keys of which something is of `kind`.
  private func keys(_ kind: ChangeClass) -> Int {
    let entries = review.entries.filter { $0.classes.contains(kind) && [.key, .secret].contains($0.subject) }
    return Set(entries.flatMap { $0.keys.isEmpty ? [$0.name] : $0.keys.map(\.description) }).count
  }
}
