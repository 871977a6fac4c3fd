internal import BittingCompiler
internal import Diagnostics
internal import KeyModel

/// What became of the project, the levels, the resources and the services.
struct PolicyChanges {
  let revisions: Sides<Revision>

  func entries() -> [EntryDraft] {
    [project, levels].compactMap { $0 } + resources + services
  }

  private var declared: Sides<Declarations> { Sides { revisions[$0].catalog.declarations } }

  private var project: EntryDraft? {
    let projects = Sides { declared[$0].project }
    guard projects.base != nil || projects.head != nil else { return nil }
    let (base, head) = (projects.base, projects.head)
    let isLonger = revisions.head.validity > revisions.base.validity
    let thresholds = Sides { projects[$0]?.threshold?.value ?? 1 }
    let fields = [
      LineDraft.field("name", base?.name?.value, head?.name?.value, .facts),
      LineDraft.field("token_prefix", base?.tokenPrefix?.value, head?.tokenPrefix?.value, .room),
      LineDraft.field("valid_for", revisions.base.validity, revisions.head.validity, isLonger ? .room : .facts),
      LineDraft.field(
        "threshold", thresholds.base, thresholds.head, thresholds.head < thresholds.base ? .room : .facts),
    ]
    let lines =
      fields.compactMap { $0 }
      + ListLines.lines("environment", revisions.base.environments, revisions.head.environments, added: .room)
      + ListLines.lines(
        "signer", (base?.signers ?? []).map(\.value), (head?.signers ?? []).map(\.value), added: .room)
    return entry(.project, "project", "project has changed", lines, Sides(base?.span, head?.span))
  }

  private var levels: EntryDraft? {
    let levels = Sides { revisions[$0].catalog.ladder.names.map(\.description).joined(separator: ", ") }
    let line = LineDraft.field("levels", levels.base, levels.head, .room)
    return entry(
      .levels, "levels", "the ladder of levels has changed", [line].compactMap { $0 },
      Sides { declared[$0].levels?.span })
  }

  private func entry(
    _ subject: ReviewEntry.Subject, _ name: String, _ title: Phrase, _ lines: [LineDraft], _ spans: Sides<SourceSpan?>
  ) -> EntryDraft? {
    guard !lines.isEmpty else { return nil }
    return EntryDraft(
      subject: subject, name: name, title: title, lines: lines, span: spans.head, formerSpan: spans.base)
  }

  private func verb(_ isBase: Bool, _ isHead: Bool) -> Phrase {
    isBase && isHead ? " has changed" : isHead ? " is new" : " is gone"
  }
}

// Resources and services.
extension PolicyChanges {
  private var resources: [EntryDraft] {
    let resources = Sides { side in
      Dictionary(revisions[side].catalog.resources.map { ($0.name, $0) }) { first, _ in first }
    }
    return Set(resources.base.keys).union(resources.head.keys).sorted().compactMap { name in
      let (base, head) = (resources.base[name], resources.head[name])
      let lines = [
        LineDraft.field(
          "levels", words(base, .base), words(head, .head), head == nil ? .facts : .room),
        LineDraft.field(
          "sensitive", base.map { "\($0.isSensitive)" }, head.map { "\($0.isSensitive)" },
          base?.isSensitive == true && head?.isSensitive != true ? .room : .facts),
        LineDraft.field("title", base?.declaration.title?.value, head?.declaration.title?.value, .facts),
      ]
      var entry = entry(
        .resource, name.description, "resource \(name)" + verb(base != nil, head != nil), lines.compactMap { $0 },
        Sides(base?.declaration.name.span, head?.declaration.name.span))
      entry?.concerns = [Concern(allOf: name)]
      return entry
    }
  }

  private func words(_ resource: Catalog.Resource?, _ side: Side) -> String? {
    let ladder = revisions[side].catalog.ladder
    return resource.map { $0.ranks.map { ladder.names[$0].description }.joined(separator: ", ") }
  }

  private var services: [EntryDraft] {
    let services = Sides { side in
      Dictionary(revisions[side].catalog.services.map { ($0.name, $0) }) { first, _ in first }
    }
    return Set(services.base.keys).union(services.head.keys).sorted().compactMap { name in
      let both = Sides { services[$0][name] }
      let lines =
        ListLines.lines("resource", both.base?.resources ?? [], both.head?.resources ?? [], added: .room)
        + ListLines.lines("recipient in", recipients(both.base), recipients(both.head), added: .room)
      let title = "service \(name)" + verb(both.base != nil, both.head != nil)
      guard !lines.isEmpty || both.base == nil || both.head == nil else { return nil }
      var entry = EntryDraft(subject: .service, name: name.description, title: title, lines: lines)
      if both.base == nil || both.head == nil { entry.kinds = [both.head == nil ? .facts : .room] }
      entry.concerns = Set((both.base?.resources ?? []) + (both.head?.resources ?? [])).sorted().map(
        Concern.init(allOf:))
      entry.span = both.head?.declaration.name.span
      entry.formerSpan = both.base?.declaration.name.span
      return entry
    }
  }

  private func recipients(_ service: Catalog.Service?) -> [String] {
    (service?.declaration.recipients ?? []).flatMap { list in
      list.recipients.map { "\(list.environment.value): \($0.value)" }
    }
  }
}

/// What came to a list and what went; the order of a list means nothing.
enum ListLines {
  static func lines<Item: Hashable & CustomStringConvertible>(
    _ what: Phrase, _ base: [Item], _ head: [Item], added: ChangeClass
  ) -> [LineDraft] {
    let (old, new) = (Set(base), Set(head))
    let come = new.subtracting(old).map(\.description).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let gone = old.subtracting(new).map(\.description).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return come.map { LineDraft(mark: .added, label: what + " \($0)", kind: added) }
      + gone.map { LineDraft(mark: .removed, label: what + " \($0)", kind: .facts) }
  }
}
