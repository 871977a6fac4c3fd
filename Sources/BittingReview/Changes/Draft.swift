internal import Diagnostics
internal import KeyModel

/// A line before it is known what else its entry says.
struct LineDraft {
  let mark: ReviewLine.Mark
  let label: Phrase
  var detail: Phrase = .empty
  var witness: Witness?
  var kind: ChangeClass
  /// The scope that it is about; nil where it is about more, or about no scope.
  var scope: Scope?

  /// The same, told for information alone.
  var asFact: LineDraft {
    var line = self
    line.kind = .facts
    return line
  }

  /// Whether it is about room that one of `gains` shows, the labels of requests that are allowed now. Other room stays what
  /// it is, whatever else is gained.
  fileprivate func isMadeUse(of gains: Set<String>) -> Bool {
    guard kind == .room, !gains.isEmpty else { return false }
    return switch label.text {
    // With another type, environment or tenant the key is another one: whatever it gains may come from that.
    case "type", "environment", "tenant": true
    case "not_before", "expires": gains.contains(AccessLabel.window.phrase.text)
    case "disabled": gains.contains(AccessLabel.refusal(.disabled).phrase.text)
    case "decoy": gains.contains(AccessLabel.refusal(.decoy).phrase.text)
    case "networks": gains.contains(AccessLabel.network(nil).phrase.text)
    default: false
    }
  }

  /// A line about a field whose value was `old` and is `new`; nil if it is the same.
  ///
  /// What is missing is told as `missing`.
  static func field<Value: Equatable & CustomStringConvertible>(
    _ label: Phrase, _ old: Value?, _ new: Value?, _ kind: ChangeClass, missing: Phrase = "none"
  ) -> LineDraft? {
    guard old != new else { return nil }
    let words = [old, new].map { $0.map { Phrase.user($0.description) } ?? missing }
    return LineDraft(mark: .changed, label: label, detail: "\(words[0]) -> \(words[1])", kind: kind)
  }
}

/// An entry before its place is looked up.
struct EntryDraft {
  let subject: ReviewEntry.Subject
  let name: String
  var title: Phrase
  var lines: [LineDraft] = []
  /// What it is beyond what its lines are.
  var kinds: Set<ChangeClass> = []
  var note: Phrase = .empty
  var keys: [KeyID] = []
  var types: [Name] = []
  /// The keys whose owners answer for it: its own, by the name that it had, and the one that a secret came from.
  var answering: [KeyID] = []
  var countsAsWidening = false
  /// Whether it is about a key that both sides declare under one name, and alike: what happens to it comes from elsewhere.
  var isUntouched = false
  /// What it is about; nil: everything, or nothing in particular.
  var concerns: [Concern]?
  /// Where the head declares it.
  var span: SourceSpan?
  /// Where the base declared what the head has not.
  var formerSpan: SourceSpan?

  /// What it comes to, the gravest first.
  ///
  /// Facts do not count beside something graver, and neither does room that a request of its own shows to be made use of.
  var classes: [ChangeClass] {
    let gains = Set(lines.filter { $0.kind == .widening }.map(\.label.text))
    var all = kinds.union(lines.filter { !$0.isMadeUse(of: gains) }.map(\.kind))
    if all.count > 1 { all.remove(.facts) }
    return all.isEmpty ? [.facts] : all.sorted()
  }

  /// The entry, which stands at `place` in the head, and is to be shown at `anchor`.
  func entry(at place: LocatedFinding.Place?, shownAt anchor: LocatedFinding.Place?) -> ReviewEntry {
    ReviewEntry(
      subject: subject, name: name, title: title, classes: classes,
      lines: lines.map { ReviewLine(mark: $0.mark, label: $0.label, detail: $0.detail, witness: $0.witness) },
      note: note, keys: keys, types: types, countsAsWidening: countsAsWidening, place: place, anchor: anchor)
  }
}
