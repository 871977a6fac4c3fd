internal import Diagnostics
internal import KeyModel

/// A key whose name or folder speaks of another environment than its own.
enum TestKeyInLive: KeyRule {
  static func check(_ key: Catalog.Key, in catalog: Catalog, at now: Instant, report: inout [Finding]) {
    guard key.isWorthAdvice(at: now), let own = key.environment, let place = key.declaration.environment?.span else {
      return
    }
    let environments = catalog.declarations.project?.environments ?? []
    let (name, path) = (key.id.text.utf8, catalog.sources[place.file].path.utf8)
    let folder = path.span.extracting(0..<folderLength(path.span))
    if let other = stray(name.span, separator: 0x2D, environments, own) {
      report.append(found(key, own, "its name says `\(other)`", at: place))
    } else if let other = stray(folder, separator: 0x2F, environments, own) {
      report.append(found(key, own, "its folder says `\(other)`", at: place))
    }
  }

  /// How much of `path` stands before its last `/`.
  private static func folderLength(_ path: Span<UInt8>) -> Int {
    var end = path.count
    while end > 0, path[end - 1] != 0x2F { end -= 1 }
    return max(0, end - 1)
  }

  /// The first by name of the environments that parts of `text` are named for; none if `own` is among them.
  private static func stray(
    _ text: Span<UInt8>, separator: UInt8, _ environments: [Located<EnvironmentName>], _ own: EnvironmentName
  ) -> EnvironmentName? {
    var stray: EnvironmentName?
    var start = 0
    for end in 0...text.count where end == text.count || text[end] == separator {
      let part = text.extracting(start..<end)
      start = end + 1
      guard let spoken = environments.first(where: { part.equals($0.value.text) })?.value else { continue }
      if spoken == own { return nil }
      stray = min(stray ?? spoken, spoken)
    }
    return stray
  }
}

extension TestKeyInLive {
  private static func found(
    _ key: Catalog.Key, _ own: EnvironmentName, _ contrary: String, at place: SourceSpan
  ) -> Finding {
    finding(
      "key `\(key.id)` is valid in `\(own)`, and \(contrary)", at: place,
      help: "correct the one that is wrong; a key is valid in one environment")
  }

  static let page = RulePage(
    "test-key-in-live", .warning,
    summary: "a key whose name or folder speaks of another environment than its own",
    why: """
      Whoever reads `acme-test` treats the token as one for trying things out: it ends up in a script, a ticket or a chat.
      A part of the key's name between `-`, or a folder of its file, that is the name of another environment is taken as
      speaking of it; the other way round, too. Keys that have ended are passed over.
      """,
    wrong: """
      key: acme-test
      environment: live
      """,
    right: """
      key: acme-test
      environment: test
      """)
}
