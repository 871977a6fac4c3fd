internal import BittingCompiler
internal import KeyModel

/// What became of key types: ceilings, and the duties and defaults of their keys.
struct TypeChanges {
  let revisions: Sides<Revision>

  func entries() -> [EntryDraft] {
    let types = Sides { side in
      Dictionary(revisions[side].catalog.types.map { ($0.name, $0) }) { first, _ in first }
    }
    return Set(types.base.keys).union(types.head.keys).sorted().compactMap { name in
      switch (types.base[name], types.head[name]) {
      case (let base?, let head?): changed(Sides(base, head))
      case (nil, let head?): added(head)
      case (let base?, nil): gone(base)
      case (nil, nil): nil
      }
    }
  }

  private func draft(_ name: Name, _ words: Phrase) -> EntryDraft {
    var entry = EntryDraft(subject: .type, name: name.description, title: "type \(name)" + words)
    entry.types = [name]
    return entry
  }

  private func gone(_ type: Catalog.KeyType) -> EntryDraft {
    var entry = draft(type.name, " is gone")
    entry.formerSpan = type.declaration.name.span
    return entry
  }

  private func added(_ type: Catalog.KeyType) -> EntryDraft {
    let ladder = revisions.head.catalog.ladder
    var entry = draft(type.name, " is new")
    entry.lines = type.ceiling.sorted.map { resource, rank in
      let scope = Scope(resource: resource, level: ladder.names[rank])
      return LineDraft(mark: .added, label: "\(scope)", detail: "ceiling", kind: .room, scope: scope)
    }
    entry.kinds = [.room]
    entry.concerns = entry.lines.compactMap(\.scope).map(Concern.init)
    entry.lines += TypeFieldLines.all(of: type.declaration)
    entry.span = type.declaration.name.span
    return entry
  }

  private func changed(_ pair: Sides<Catalog.KeyType>) -> EntryDraft? {
    let ceiling = CeilingLines(types: pair, ladders: Sides { revisions[$0].catalog.ladder })
    let lines = ceiling.lines + TypeFieldLines(types: Sides { pair[$0].declaration }).lines
    guard !lines.isEmpty else { return nil }
    var entry = draft(pair.head.name, " has changed")
    entry.lines = lines
    entry.narrow(otherwise: Side.allCases.flatMap { ceiling.all($0) })
    entry.span = pair.head.declaration.name.span
    let raised = ceiling.raised
    guard let first = raised.first else { return entry }
    if raised.count == lines.count {
      entry.title =
        "type \(pair.head.name): ceiling raised to " + raised.map { .user($0.scope.description) }.joined(", ")
      entry.lines = []
      entry.kinds = [.room]
    }
    entry.note = room(for: pair.head, first)
    return entry
  }

  /// How many keys could ask for what the ceiling has now, and how many have it.
  private func room(for type: Catalog.KeyType, _ raised: CeilingLines.Raised) -> Phrase {
    let keys = revisions.head.catalog.keys.filter { $0.type?.name == type.name }
    let having = keys.count { $0.grants.includes(raised.scope.resource, raised.rank) }
    let could: Phrase = keys.count == 1 ? "1 key could ask for it" : "\(keys.count) keys could ask for it"
    let has: Phrase =
      switch having {
      case 0: "none has it yet"
      case 1: "1 has it"
      default: "\(having) have it"
      }
    return could + ", " + has
  }
}

/// How far a ceiling went and goes.
struct CeilingLines {
  let types: Sides<Catalog.KeyType>
  let ladders: Sides<Ladder>

  /// A scope that the ceiling did not include.
  struct Raised {
    let scope: Scope
    let rank: Int
  }

  /// What it includes only now.
  var raised: [Raised] {
    excess(of: .head, over: .base).map { Raised(scope: scope($0, .head), rank: $0.rank) }
  }

  /// A line for each resource that it reaches otherwise, and for each wildcard that comes.
  var lines: [LineDraft] {
    let lowered = excess(of: .base, over: .head).map { scope($0, .base) }
    let patterns = Sides { Set((types[$0].declaration.ceiling ?? []).map(\.value)) }
    let wildcards = patterns.head.subtracting(patterns.base).filter(\.hasWildcard).map(\.description).sorted()
    return raised.map {
      LineDraft(mark: .added, label: "\($0.scope)", detail: "ceiling", kind: .room, scope: $0.scope)
    }
      + lowered.map { LineDraft(mark: .removed, label: "\($0)", detail: "ceiling", kind: .facts) }
      + wildcards.map {
        LineDraft(mark: .changed, label: "ceiling", detail: "\($0) takes in what is added later", kind: .room)
      }
  }

  /// All that the ceiling reaches on `side`.
  func all(_ side: Side) -> [Concern] {
    types[side].ceiling.sorted.map { Concern(scope($0, side)) }
  }

  private func scope(_ grant: (resource: Name, rank: Int), _ side: Side) -> Scope {
    Scope(resource: grant.resource, level: ladders[side].names[grant.rank])
  }

  private func excess(of side: Side, over other: Side) -> [(resource: Name, rank: Int)] {
    types[side].ceiling.sorted.filter { grant in
      let level = ladders[side].names[grant.rank]
      return !types[other].ceiling.includes(grant.resource, ladders[other].rank(level) ?? .max)
    }
  }
}

/// The duties and defaults of a type, field by field.
struct TypeFieldLines {
  let types: Sides<TypeDeclaration>

  var lines: [LineDraft] {
    let (base, head) = (types.base, types.head)
    let fields = [
      span("lifetime.max", base.lifetime, head.lifetime, missing: .maximum),
      LineDraft.field("grace.max", grace(base), grace(head), grace(head) > grace(base) ? .room : .facts),
      LineDraft.field("lifetime.remind", base.remind?.value, head.remind?.value, .facts),
      LineDraft.field("rate.default", base.defaultRate?.value, head.defaultRate?.value, .facts),
      LineDraft.field("rate.max", highestRate(base), highestRate(head), rateKind),
      LineDraft.field("quota.default", base.defaultQuota?.value, head.defaultQuota?.value, .facts),
      LineDraft.field("tenant", base.tenant.map { "\($0.value)" }, head.tenant.map { "\($0.value)" }, .room),
      LineDraft.field(
        "networks", "\(base.networks?.value ?? .optional)", "\(head.networks?.value ?? .optional)",
        head.networks?.value == .required ? .facts : .room),
      span("stale.after", base.staleAfter, head.staleAfter, missing: .maximum),
      LineDraft.field(
        "stale.then", base.staleAction?.value ?? .deny, head.staleAction?.value ?? .deny, staleKind),
      LineDraft.field("title", base.title?.value, head.title?.value, .facts),
      LineDraft.field("summary", base.summary?.value, head.summary?.value, .facts),
    ]
    return fields.compactMap { $0 }
  }

  /// What a type that is new asks of its keys and leaves to them.
  static func all(of type: TypeDeclaration) -> [LineDraft] {
    let fields: [(Phrase, String)] = [
      ("lifetime.max", type.lifetime.map { "\($0.value)" } ?? "none"),
      ("grace.max", type.grace.map { "\($0.value)" } ?? "none"),
      ("rate.max", (type.maximumRate ?? type.defaultRate).map { "\($0.value)" } ?? "\(Rate.unlimited)"),
      ("quota.default", type.defaultQuota.map { "\($0.value)" } ?? "none"),
      ("tenant", type.tenant.map { "\($0.value)" } ?? "none"),
      ("networks", "\(type.networks?.value ?? .optional)"),
      ("stale.after", type.staleAfter.map { "\($0.value)" } ?? "none"),
      ("stale.then", "\(type.staleAction?.value ?? .deny)"),
    ]
    return fields.map { LineDraft(mark: .added, label: $0, detail: .user($1), kind: .facts) }
  }

  /// What is left out means no grace.
  private func grace(_ type: TypeDeclaration) -> TimeSpan { type.grace?.value ?? TimeSpan(seconds: 0) }

  /// What is left out means the default rate.
  private func highestRate(_ type: TypeDeclaration) -> Rate? { (type.maximumRate ?? type.defaultRate)?.value }

  private func span(
    _ label: Phrase, _ old: Located<TimeSpan>?, _ new: Located<TimeSpan>?, missing: TimeSpan
  ) -> LineDraft? {
    let isLonger = (new?.value ?? missing) > (old?.value ?? missing)
    return LineDraft.field(label, old?.value, new?.value, isLonger ? .room : .facts)
  }

  private var rateKind: ChangeClass {
    let limits = Sides { highestRate(types[$0]) ?? .unlimited }
    return limits.head.exceeds(limits.base) ? .room : .facts
  }

  private var staleKind: ChangeClass {
    (types.head.staleAction?.value ?? .deny).rawValue < (types.base.staleAction?.value ?? .deny).rawValue
      ? .room : .facts
  }
}
