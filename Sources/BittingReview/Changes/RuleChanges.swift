internal import BittingCompiler
internal import Diagnostics
internal import KeyModel

/// What became of the severities of rules, of waivers and of assertions.
struct RuleChanges {
  let revisions: Sides<Revision>

  func entries() -> [EntryDraft] { severities + waivers + assertions }

  private var declared: Sides<Declarations> { Sides { revisions[$0].catalog.declarations } }

  private var severities: [EntryDraft] {
    let weights = Sides { side in
      Dictionary(declared[side].severities.map { ($0.rule.value, $0) }) { first, _ in first }
    }
    return Set(weights.base.keys).union(weights.head.keys).sorted().compactMap { rule in
      guard let page = Rules.page(named: rule.string) else { return nil }
      // The outer nil: nothing is said, and the rule's own severity holds. The inner nil: the rule is off.
      let severity = Sides<Severity?> { weights[$0][rule].map(\.severity.value) ?? page.severity }
      guard severity.base != severity.head else { return nil }
      let isLooser = rank(severity.head) < rank(severity.base)
      let words = Sides { severity[$0]?.name ?? "off" }
      var entry = EntryDraft(
        subject: .rule, name: rule.string,
        title: "rule \(rule): \(words.base) -> \(words.head)" + (isLooser ? ", loosened" : ""))
      entry.kinds = [isLooser ? .room : .facts]
      entry.span = weights.head[rule]?.rule.span
      entry.formerSpan = weights.base[rule]?.rule.span
      return entry
    }
  }

  private func rank(_ severity: Severity?) -> Int { severity.map { Int($0.rawValue) + 1 } ?? 0 }

  private struct WaiverIdentity: Hashable {
    let rule: Text
    let key: KeyID?
  }

  private var waivers: [EntryDraft] {
    let waivers = Sides { side in
      Dictionary(grouping: declared[side].waivers) { WaiverIdentity(rule: $0.rule.value, key: $0.key?.value) }
    }
    let all = Set(waivers.base.keys).union(waivers.head.keys)
      .sorted { ($0.rule, $0.key?.text ?? Text("")) < ($1.rule, $1.key?.text ?? Text("")) }
    let keys = NamedKeys(Set(all.compactMap(\.key)), in: revisions)
    return all.compactMap { identity in
      let ends = Sides { side in waivers[side][identity]?.map(\.until.value).max() }
      let words = words(Sides { waivers[$0][identity] ?? [] })
      guard ends.base != ends.head || !words.isEmpty else { return nil }
      let about: Phrase = identity.key.map { " for key \($0)" } ?? " for every key"
      let fate: Phrase =
        switch (ends.base, ends.head) {
        case (_, nil): ", taken back"
        case (nil, let end?): ", until \(end)"
        case (let old?, let end?) where old == end: " has changed"
        case (let old?, let end?): ", until \(end) instead of \(old)"
        }
      var entry = EntryDraft(
        subject: .waiver, name: identity.rule.string, title: "waiver of \(identity.rule)" + about + fate)
      let isLonger = (ends.head ?? .earliest) > (ends.base ?? .earliest)
      entry.kinds = [isLonger ? .room : .facts]
      entry.lines = words
      entry.keys = identity.key.map { [$0] } ?? []
      entry.types = identity.key.map(keys.types) ?? []
      entry.concerns = identity.key.map { keys.concerns(of: $0) ?? [] }
      entry.span = waivers.head[identity]?.first?.span
      entry.formerSpan = waivers.base[identity]?.first?.span
      return entry
    }
  }

  /// Who answers for waivers that both sides have, and why there are any.
  private func words(_ waivers: Sides<[WaiverDeclaration]>) -> [LineDraft] {
    guard !waivers.base.isEmpty, !waivers.head.isEmpty else { return [] }
    let owners = Sides { RuleChanges.joined(waivers[$0].compactMap(\.owner?.value)) }
    let reasons = Sides { RuleChanges.joined(waivers[$0].compactMap(\.reason?.value)) }
    return [
      LineDraft.field("owner", owners.base, owners.head, .room),
      LineDraft.field("reason", reasons.base, reasons.head, .facts),
    ].compactMap { $0 }
  }

  private static func joined(_ texts: [Text]) -> Text {
    Text(Set(texts).sorted().map(\.string).joined(separator: ", "))
  }

  private var assertions: [EntryDraft] {
    let forms = Sides { side in declared[side].assertions.map { AssertionText($0) } }
    let (old, new) = (Set(forms.base.map(\.form)), Set(forms.head.map(\.form)))
    let gone = forms.base.filter { !new.contains($0.form) }.map { assertion in
      var entry = EntryDraft(
        subject: .assertion, name: assertion.claim.string,
        title: "assertion is gone: \(assertion.claim) (" + "\(assertion.form)" + ")")
      entry.kinds = [.room]
      entry.formerSpan = assertion.span
      entry.types = assertion.type.map { [$0] } ?? []
      entry.concerns = assertion.scopes.map { Concern(allOf: $0.resource) }
      return entry
    }
    let come = forms.head.filter { !old.contains($0.form) }.map { assertion in
      var entry = EntryDraft(
        subject: .assertion, name: assertion.claim.string,
        title: "assertion is new: \(assertion.claim) (" + "\(assertion.form)" + ")")
      entry.span = assertion.span
      return entry
    }
    return gone + come + reworded(forms)
  }

  /// Claims that are decided as before, and read otherwise.
  private func reworded(_ forms: Sides<[AssertionText]>) -> [EntryDraft] {
    let claims = Sides { side in
      Dictionary(grouping: forms[side], by: \.form).mapValues { RuleChanges.joined($0.map(\.claim)) }
    }
    var told: Set<String> = []
    return forms.head.compactMap { assertion in
      let both = Sides { claims[$0][assertion.form] }
      guard let base = both.base, let head = both.head, base != head, told.insert(assertion.form).inserted else {
        return nil
      }
      var entry = EntryDraft(
        subject: .assertion, name: assertion.claim.string, title: "assertion reads otherwise: " + "\(assertion.form)")
      entry.lines = [LineDraft.field("claim", base, head, .facts)].compactMap { $0 }
      entry.span = assertion.span
      return entry
    }
  }
}

/// An assertion in one line; two that say the same read the same.
private struct AssertionText {
  let claim: Text
  let form: String
  let scopes: [Scope]
  let type: Name?
  let span: SourceSpan

  init(_ assertion: AssertionDeclaration) {
    claim = assertion.claim.value
    span = assertion.span
    switch assertion.form {
    case .forbid(let keys, let scope):
      type = keys.type?.value
      scopes = [scope.value]
      form = "forbid \(scope.value)" + AssertionText.selection(keys)
    case .atMost(let count, let keys, let scope):
      type = keys.type?.value
      scopes = [scope.value]
      form = "at most \(count.value) with \(scope.value)" + AssertionText.selection(keys)
    case .separate(let separated, let keys):
      type = keys.type?.value
      scopes = separated.map(\.value)
      let names = separated.map(\.value.description).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      form = "separate \(names.joined(separator: ", "))" + AssertionText.selection(keys)
    }
  }

  private static func selection(_ keys: KeySelection) -> String {
    let parts = [
      keys.type.map { "type \($0.value)" }, keys.key.map { "key \($0.value)" },
      keys.environment.map { "environment \($0.value)" },
    ]
    return parts.compactMap { $0 }.map { ", \($0)" }.joined()
  }
}
