internal import Diagnostics
internal import KeyModel

/// A key whose name or folder speaks of another environment than its own.
enum TestKeyInLive: Rule {
  static func check(_ key: Catalog.Key, in catalog: Catalog, at now: Instant, report: inout [Finding]) {
    guard key.isWorthAdvice(at: now), let own = key.environment, let place = key.declaration.environment?.span else {
      return
    }
    let environments = catalog.declarations.project?.environments ?? []
    if let other = stray(key.id.text.utf8, separator: 0x2D, environments, own) {
      report.append(found(key, own, "its name says `\(other)`", at: place))
    } else if let other = stray(folder(of: catalog.sources[place.file]), separator: 0x2F, environments, own) {
      report.append(found(key, own, "its folder says `\(other)`", at: place))
    }
  }

  private static func folder(of file: SourceFile) -> Substring.UTF8View {
    file.path.utf8[..<(file.path.utf8.lastIndex(of: 0x2F) ?? file.path.utf8.startIndex)]
  }

  /// The first by name of the environments that parts of `text` are named for; none if `own` is among them.
  private static func stray(
    _ text: some Collection<UInt8>, separator: UInt8, _ environments: [Located<EnvironmentName>], _ own: EnvironmentName
  ) -> EnvironmentName? {
    var stray: EnvironmentName?
    var rest = text[...]
    while !rest.isEmpty {
      let part = rest.prefix { $0 != separator }
      rest = rest.dropFirst(part.count + 1)
      guard let spoken = environments.first(where: { part.elementsEqual($0.value.text.utf8) })?.value else { continue }
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
