internal import Diagnostics
internal import KeyModel

/// A key whose name or folder speaks of another environment than its own.
enum TestKeyInLive: KeyRule {
  static func check(_ key: Catalog.Key, in catalog: Catalog, at now: Instant, report: inout [Finding]) {
    guard key.isWorthAdvice(at: now), let own = key.environment else { return }
    let byName = key.declaration.withName { catalog.spoken.names(in: $0) }
    let byFolder = catalog.spoken.names(inFolderOf: key.declaration.file)
    guard !byName.isEmpty || !byFolder.isEmpty, let place = key.declaration.environment?.span else { return }
    if let other = stray(byName, own) {
      report.append(found(key, own, "its name says `\(other)`", at: place))
    } else if let other = stray(byFolder, own) {
      report.append(found(key, own, "its folder says `\(other)`", at: place))
    }
  }

  /// The first by name of the `spoken` environments; none if `own` is among them.
  private static func stray(_ spoken: [EnvironmentName], _ own: EnvironmentName) -> EnvironmentName? {
    spoken.contains(own) ? nil : spoken.min()
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
