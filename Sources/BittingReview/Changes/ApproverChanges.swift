internal import BittingCompiler
internal import KeyModel

/// What became of `approvers`: who has to agree to what.
///
/// What counts is who has to agree to which class of change of which keys and scopes, however it is written. It is room
/// if somebody's agreement is not asked for any more, and if somebody comes to agree to what nobody is named for yet:
/// then the owners of keys, and whoever answers for `policies/`, are not asked any more.
struct ApproverChanges {
  let revisions: Sides<Revision>

  func entries() -> [EntryDraft] {
    let duties = Sides { side in Duty.all(in: revisions[side].catalog.declarations.approvers) }
    let (base, head) = (Set(duties.base), Set(duties.head))
    let gone = lines(base.subtracting(head), .removed) { duty in
      !head.contains { $0.name == duty.name && $0.covers(duty, ladders) }
    }
    let come = lines(head.subtracting(base), .added) { duty in
      !base.contains { $0.covers(duty, ladders) }
    }
    guard !(gone + come).isEmpty else { return [] }
    var entry = EntryDraft(subject: .approvers, name: "approvers", title: "who has to agree has changed")
    entry.lines = gone + come
    entry.span = revisions.head.catalog.declarations.approvers.first?.span
    return [entry]
  }

  private var ladders: Sides<Ladder> { Sides { revisions[$0].catalog.ladder } }

  /// A line for each name and what it is about, with all the classes.
  private func lines(
    _ duties: Set<Duty>, _ mark: ReviewLine.Mark, _ isRoom: (Duty) -> Bool
  ) -> [LineDraft] {
    struct Kind: Hashable {
      let name: Text
      let type: Name?
      let scope: Scope?
    }
    let kinds = Dictionary(grouping: duties) { Kind(name: $0.name, type: $0.type, scope: $0.scope) }
    let told = kinds.map { kind, duties in
      let words = ChangeClass.allCases.filter { kind in duties.contains { $0.change == kind } }.map(\.rawValue)
      let type: Phrase = kind.type.map { " of type \($0)" } ?? ""
      let scope: Phrase = kind.scope.map { " about \($0)" } ?? ""
      return LineDraft(
        mark: mark, label: "\(kind.name)", detail: Phrase(stringLiteral: words.joined(separator: ", ")) + type + scope,
        kind: duties.contains(where: isRoom) ? .room : .facts)
    }
    return told.sorted { (Text($0.label.text), Text($0.detail.text)) < (Text($1.label.text), Text($1.detail.text)) }
  }
}

/// One person's agreement to one class of change.
private struct Duty: Hashable {
  let name: Text
  let change: ChangeClass
  let type: Name?
  let scope: Scope?

  static func all(in approvers: [ApproverDeclaration]) -> [Duty] {
    approvers.flatMap { approver in
      approver.names.flatMap { name in
        approver.changes.compactMap { word in
          ChangeClass(word).map {
            Duty(name: name.value, change: $0, type: approver.type?.value, scope: approver.scope?.value)
          }
        }
      }
    }
  }

  /// Whether everything that asks for `other` asks for this, too, whoever is named.
  func covers(_ other: Duty, _ ladders: Sides<Ladder>) -> Bool {
    guard change == other.change, type == nil || type == other.type else { return false }
    guard let scope else { return true }
    return other.scope.map { Concern($0).touches(scope, ladders) } ?? false
  }
}

extension ChangeClass {
  /// The class that `word` names.
  init?(_ word: ChangeWord) {
    self.init(rawValue: word.rawValue)
  }
}
