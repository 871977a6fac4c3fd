internal import Diagnostics
internal import KeyModel

/// A key whose name or folder speaks of another environment than its own.
enum TestKeyInLive: Rule {
  static func check(_ catalog: Catalog, at now: Instant, report: inout [Finding]) {
    let environments = (catalog.declarations.project?.environments ?? []).map(\.value)
    var folders: [FileID: Set<EnvironmentName>] = [:]
    for key in catalog.keys where key.isWorthAdvice(at: now) {
      guard let own = key.environment, let place = key.declaration.environment?.span else { continue }
      let inName = environments.filter { contains(key.id.description.utf8, $0, separator: 0x2D) }
      if let other = stray(inName, own) {
        report.append(found(key, own, "its name says `\(other)`", at: place))
      } else {
        if folders[place.file] == nil { folders[place.file] = spoken(catalog.sources[place.file], environments) }
        guard let other = stray(Array(folders[place.file] ?? []), own) else { continue }
        report.append(found(key, own, "its folder says `\(other)`", at: place))
      }
    }
  }

  /// The environments that folders above `file` are named for.
  private static func spoken(_ file: SourceFile, _ environments: [EnvironmentName]) -> Set<EnvironmentName> {
    let end = file.path.utf8.lastIndex(of: 0x2F) ?? file.path.utf8.startIndex
    return Set(environments.filter { contains(file.path.utf8[..<end], $0, separator: 0x2F) })
  }

  /// The environment that is spoken of; none if the key's own is, too.
  private static func stray(_ spoken: [EnvironmentName], _ own: EnvironmentName) -> EnvironmentName? {
    spoken.contains(own) ? nil : spoken.min()
  }

  private static func contains(
    _ text: some Collection<UInt8>, _ name: EnvironmentName, separator: UInt8
  ) -> Bool {
    text.split(separator: separator).contains { $0.elementsEqual(name.text.utf8) }
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
