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
  /// What shows that the room that it is about is made use of; nil where nothing does.
  var proof: Proof?

  /// A request that shows what a field gives room for.
  enum Proof {
    /// One that is told with this label.
    case gain(AccessLabel)
    /// Any: what a key gains that has become another one may come from that.
    case anyGain
  }

  /// The same, told for information alone.
  var asFact: LineDraft {
    var line = self
    line.kind = .facts
    return line
  }

  /// The same, about room that `proof` shows where it is among what is gained.
  func shown(by proof: Proof) -> LineDraft {
    var line = self
    line.proof = proof
    return line
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
    let gains = Set(lines.filter { $0.kind == .widening }.map(\.label))
    let isMadeUseOf = { (line: LineDraft) in
      switch line.proof {
      case .gain(let label)?: gains.contains(label.phrase)
      case .anyGain?: !gains.isEmpty
      case nil: false
      }
    }
    var all = kinds.union(lines.filter { $0.kind != .room || !isMadeUseOf($0) }.map(\.kind))
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
