internal import BittingCompiler
internal import BundleWriting
internal import KeyModel

/// What a key declares otherwise than before, line by line.
///
/// What gives it more room is of class room, whether or not a request shows it: an entry with the request that shows just that
/// drops the class.
struct KeyFieldLines {
  let keys: Sides<Catalog.Key>
  let ladders: Sides<Ladder>

  /// All lines, without those that `shown` has already.
  func lines(besides shown: [LineDraft]) -> [LineDraft] {
    let known = Set(shown.map { $0.mark.rawValue + $0.label.text })
    let all = grants + patterns + networks + place + window + state + limits + words
    // Nothing gives room to a key that nobody has.
    let isDecoy = declared.head.decoy?.value == true
    return all.filter { !known.contains($0.mark.rawValue + $0.label.text) }.map { isDecoy ? $0.asFact : $0 }
  }

  /// Whether the key may do more by them, with whatever secret.
  var giveRoom: Bool { lines(besides: []).contains { $0.kind == .room } }

  /// Whether both declare the same access: then whatever happens to the key comes from a policy.
  var areSame: Bool {
    let scopes = Sides { Set((declared[$0].scopes ?? []).map(\.value)) }
    let networks = Sides { side in declared[side].networks.map { AddressSet($0.map(\.value)) } }
    return scopes.base == scopes.head && networks.base == networks.head && (place + window + state).isEmpty
  }

  private var declared: Sides<KeyDeclaration> { Sides { keys[$0].declaration } }

  /// The grants as they are resolved. Levels are compared by their places on the ladder of the head.
  private var grants: [LineDraft] {
    let rights = Sides { side in
      keys[side].grants.ranks.mapValues { rank in ladders.head.rank(ladders[side].names[rank]) ?? rank }
    }
    return Set(rights.base.keys).union(rights.head.keys).sorted().compactMap { resource in
      switch (rights.base[resource], rights.head[resource]) {
      case (let base, let head?) where base.map({ $0 < head }) ?? true: line(.added, resource, .head)
      case (let base?, let head) where head.map({ $0 < base }) ?? true: line(.removed, resource, .base)
      default: nil
      }
    }
  }

  private func line(_ mark: ReviewLine.Mark, _ resource: Name, _ side: Side) -> LineDraft? {
    // Invariant: ranks are places on the ladder of their side.
    keys[side].grants.ranks[resource].map { rank in
      let scope = Scope(resource: resource, level: ladders[side].names[rank])
      return LineDraft(mark: mark, label: "\(scope)", kind: mark == .added ? .room : .facts, scope: scope)
    }
  }

  /// A wildcard that comes grows by itself, even where it stands for what was granted before.
  private var patterns: [LineDraft] {
    let patterns = Sides { Set((declared[$0].scopes ?? []).map(\.value)) }
    let new = patterns.head.subtracting(patterns.base).filter(\.hasWildcard).map(\.description).sorted()
    return new.map {
      LineDraft(mark: .changed, label: "scopes", detail: "\($0) takes in what is added later", kind: .room)
    }
  }

  private var networks: [LineDraft] {
    let lists = Sides { side in declared[side].networks.map { $0.map(\.value) } }
    let sets = Sides { AddressSet(lists[$0]) }
    guard sets.base != sets.head else { return [] }
    guard let base = lists.base, let head = lists.head else {
      let words = Sides { keys[$0].networkWords }
      return [
        LineDraft(
          mark: .changed, label: "networks", detail: "\(words.base) -> \(words.head)",
          kind: lists.head == nil ? .room : .facts, proof: .gain(.network(nil)))
      ]
    }
    let outside = sets.base.outside
    let added = Set(head).subtracting(base).sorted().map { network in
      let isRoom = AddressSet([network]).origin(within: outside) != nil
      return LineDraft(mark: .added, label: "\(network)", kind: isRoom ? .room : .facts)
    }
    let removed = Set(base).subtracting(head).sorted().map { LineDraft(mark: .removed, label: "\($0)", kind: .facts) }
    return added + removed
  }

  private var place: [LineDraft] {
    let reach = Sides { keys[$0].tenantReach }
    let tenants = Sides { keys[$0].tenantText }
    let isNarrower = reach.head == .none || reach.base == .all
    let types = Sides { declared[$0].type?.value }
    let environments = Sides { declared[$0].environment?.value }
    return [
      LineDraft.field("type", types.base, types.head, .room),
      LineDraft.field("environment", environments.base, environments.head, .room),
      LineDraft.field("tenant", tenants.base, tenants.head, isNarrower ? .facts : .room),
    ].compactMap { $0?.shown(by: .anyGain) }
  }

  private var window: [LineDraft] {
    let starts = Sides { declared[$0].notBefore?.value }
    let ends = Sides { declared[$0].expires?.value }
    let isEarlier = (starts.head ?? .earliest) < (starts.base ?? .earliest)
    let isLater = (ends.head ?? .latest) > (ends.base ?? .latest) || (ends.head == nil && ends.base != nil)
    return [
      LineDraft.field("not_before", starts.base, starts.head, isEarlier ? .room : .facts),
      LineDraft.field("expires", ends.base, ends.head, isLater ? .room : .facts),
    ].compactMap { $0?.shown(by: .gain(.window)) }
  }

  private var state: [LineDraft] {
    let reasons = Sides { declared[$0].disabled?.value }
    let decoys = Sides { (declared[$0].decoy?.value ?? false) ? "yes" : "no" }
    return [
      LineDraft.field("disabled", reasons.base, reasons.head, reasons.head == nil ? .room : .facts, missing: "no")?
        .shown(by: .gain(.refusal(.disabled))),
      LineDraft.field("decoy", decoys.base, decoys.head, decoys.head == "no" ? .room : .facts)?
        .shown(by: .gain(.refusal(.decoy))),
    ].compactMap { $0 }
  }

  private var limits: [LineDraft] {
    let isOwn =
      declared.base.rate?.value != declared.head.rate?.value
      || declared.base.burst?.value != declared.head.burst?.value
      || declared.base.quota?.value != declared.head.quota?.value
      || declared.base.type?.value != declared.head.type?.value
    guard isOwn else { return [] }
    let limits = Sides { keys[$0].limits }
    return [
      LineDraft.field("rate", limits.base.rate, limits.head.rate, .facts),
      LineDraft.field("burst", limits.base.burst, limits.head.burst, .facts),
      LineDraft.field("quota", limits.base.quota, limits.head.quota, .facts),
    ].compactMap { $0 }
  }

  private var words: [LineDraft] {
    let labels =
      Sides { side in
        let words = declared[side].labels.map { Text("\($0.name.value): \($0.value.value)") }.sorted()
        return words.isEmpty ? nil : Text(words.map(\.string).joined(separator: ", "))
      } as Sides<Text?>
    return [
      // Whoever answers for a key may be the one who has to agree to what it gains next.
      LineDraft.field(
        "owner", declared.base.owner?.value, declared.head.owner?.value,
        declared.base.owner == nil ? .facts : .room),
      LineDraft.field("purpose", declared.base.purpose?.value, declared.head.purpose?.value, .facts),
      LineDraft.field("labels", labels.base, labels.head, .facts),
    ].compactMap { $0 }
  }
}
