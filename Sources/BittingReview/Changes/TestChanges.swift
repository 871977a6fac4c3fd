internal import BittingCompiler
internal import KeyModel

/// What became of the policy tests: one that is gone, or asks for less, watches over nothing any more.
///
/// Tests are compared by what they ask and expect, under their names; the order of tests and of requests means nothing.
struct TestChanges {
  let revisions: Sides<Revision>

  func entries() -> [EntryDraft] {
    let tests = Sides { side in
      Dictionary(grouping: revisions[side].catalog.declarations.tests.map(TestText.init), by: \.name)
    }
    return Set(tests.base.keys).union(tests.head.keys).sorted().compactMap { name in
      entry(name, Sides { tests[$0][name] ?? [] })
    }
  }

  private func entry(_ name: Text, _ tests: Sides<[TestText]>) -> EntryDraft? {
    guard TestText.counts(tests.base) != TestText.counts(tests.head) else { return nil }
    var entry = EntryDraft(subject: .test, name: name.string, title: "test \(name)" + fate(tests))
    if tests.base.count == 1, tests.head.count == 1 { entry.lines = lines(Sides { tests[$0][0] }) }
    if entry.lines.isEmpty { entry.kinds = [isStricter(tests) ? .facts : .room] }
    entry.span = tests.head.first?.declaration.name.span
    entry.formerSpan = tests.base.first?.declaration.name.span
    return entry
  }

  private func fate(_ tests: Sides<[TestText]>) -> Phrase {
    if tests.base.isEmpty { return " is new" }
    return tests.head.isEmpty ? " is gone" : " has changed"
  }

  /// Whether all that was asked still is.
  private func isStricter(_ tests: Sides<[TestText]>) -> Bool {
    let head = TestText.counts(tests.head)
    return TestText.counts(tests.base).allSatisfy { (head[$0.key] ?? 0) >= $0.value }
  }

  private func lines(_ tests: Sides<TestText>) -> [LineDraft] {
    let settings = TestText.Setting.allCases.compactMap { setting in
      let values = Sides { tests[$0].settings[setting] }
      return LineDraft.field(
        Phrase(stringLiteral: setting.rawValue), values.base, values.head, isLooser(setting, values) ? .room : .facts)
    }
    let expected = Sides { tests[$0].expectations }
    let requests = Set(expected.base.keys).union(expected.head.keys).sorted().compactMap { request -> LineDraft? in
      let outcomes = Sides { expected[$0][request] }
      guard outcomes.base != outcomes.head else { return nil }
      switch (outcomes.base, outcomes.head) {
      case (nil, let head?): return LineDraft(mark: .added, label: "\(request)", detail: "\(head)", kind: .facts)
      case (let base?, nil): return LineDraft(mark: .removed, label: "\(request)", detail: "\(base)", kind: .room)
      case (let base, let head): return LineDraft.field("\(request)", base, head, .room)
      }
    }
    return settings + requests
  }

  /// A test that is no longer left out asks more, and so does one that asks for all other routes.
  private func isLooser(_ setting: TestText.Setting, _ values: Sides<Text?>) -> Bool {
    switch setting {
    case .skip: values.head != nil && values.base == nil
    case .others: values.head == nil
    case .service, .environment, .key, .at, .from, .tenant: true
    }
  }
}

/// A test as it is compared.
private struct TestText: Hashable {
  enum Setting: String, CaseIterable {
    case service, environment, key, at, from, tenant, skip, others
  }

  let declaration: TestDeclaration
  let name: Text
  let settings: [Setting: Text]
  /// What is expected, by request; of a request that stands twice both outcomes.
  let expectations: [Text: Text]

  init(_ test: TestDeclaration) {
    declaration = test
    name = test.name.value
    let values: [(Setting, String?)] = [
      (.service, test.service.value.description), (.environment, test.environment.value.description),
      (.key, test.key?.value.description), (.at, test.at.value.description), (.from, test.from?.value.description),
      (.tenant, test.tenant?.value.description), (.skip, test.skip?.value.string),
      (.others, test.othersAreDenied?.value == true ? "deny" : nil),
    ]
    settings = Dictionary(uniqueKeysWithValues: values.compactMap { name, value in value.map { (name, Text($0)) } })
    let expected = test.expectations.map { (Text("\($0.method) \($0.path)"), TestText.words($0.outcome.value)) }
    expectations = Dictionary(grouping: expected, by: \.0)
      .mapValues { Text($0.map(\.1).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.joined(separator: ", ")) }
  }

  private static func words(_ outcome: TestDeclaration.Outcome) -> String {
    switch outcome {
    case .allow: "allow"
    case .deny(let reason): "deny\(reason.map { " \($0)" } ?? "")"
    }
  }

  /// How often each of them stands there.
  static func counts(_ tests: [TestText]) -> [TestText: Int] {
    Dictionary(tests.map { ($0, 1) }, uniquingKeysWith: +)
  }

  static func == (one: TestText, other: TestText) -> Bool {
    one.name == other.name && one.settings == other.settings && one.expectations == other.expectations
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(settings)
    hasher.combine(expectations)
  }
}
