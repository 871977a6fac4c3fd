internal import KeyModel

/// Puts keys together to which the same happens though nobody touched them: a changed policy reaches many at once.
///
/// The request of the first is shown, and the names of all are known. Keys of which one gains in another service or
/// environment than the other are not put together, so that none hides behind those of a sandbox; neither is a key whose own
/// declaration differs, nor a secret.
enum KeyGrouping {
  private struct Kind: Hashable {
    let types: [Name]
    let lines: [Line]

    struct Line: Hashable {
      let text: String
      let service: Name?
      let environment: EnvironmentName?
    }
  }

  static func grouped(_ entries: [EntryDraft]) -> [EntryDraft] {
    var groups: [Kind: [EntryDraft]] = [:]
    for entry in entries where isUntouched(entry) { groups[kind(of: entry), default: []].append(entry) }
    var told: Set<Kind> = []
    return entries.compactMap { entry in
      guard isUntouched(entry), let group = groups[kind(of: entry)], group.count > 1 else { return entry }
      return told.insert(kind(of: entry)).inserted ? merged(group) : nil
    }
  }

  private static func isUntouched(_ entry: EntryDraft) -> Bool {
    entry.subject == .key && entry.isUntouched && !entry.lines.isEmpty && entry.kinds.isEmpty
      && entry.lines.allSatisfy { $0.witness != nil }
  }

  private static func kind(of entry: EntryDraft) -> Kind {
    let lines = entry.lines.map { line in
      Kind.Line(
        text: line.mark.rawValue + line.label.text, service: line.witness?.service,
        environment: line.witness?.environment)
    }
    return Kind(types: entry.types, lines: lines)
  }

  private static func merged(_ group: [EntryDraft]) -> EntryDraft {
    var entry = group[0]
    let classes = Set(entry.classes)
    let verb: Phrase =
      switch (classes.contains(.widening), classes.contains(.narrowing)) {
      case (true, true): "may do other things"
      case (true, false): "may do more"
      default: "may do less"
      }
    let type: Phrase = entry.types.first.map { " of type \($0)" } ?? ""
    entry.title = "\(group.count) keys" + type + " " + verb
    entry.keys = group.compactMap { KeyID($0.name) }
    entry.answering = group.flatMap(\.answering)
    entry.concerns = group.flatMap { $0.concerns ?? [] }
    for index in entry.lines.indices {
      entry.lines[index].detail = entry.lines[index].detail + " with \(group[0].name)"
    }
    return entry
  }
}
