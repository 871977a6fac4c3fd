internal import KeyModel

/// One request out of many that are decided alike, and what it leads to on both sides.
struct Probe {
  /// What is asked for.
  enum Wish: Hashable {
    case route(method: Text, segments: [Piece])
    case scope(Scope)
  }

  /// A part of a request.
  enum Piece: Hashable {
    case text(Text)
    /// The tenant that the key names on a side.
    case tenant(Side)
  }

  let wish: Wish
  /// The tenant that the caller of the library gives.
  let given: Piece?
  let outcomes: Sides<Outcome>
  /// The number of the changed route that it goes; nil where no change of routes makes the outcomes differ.
  let change: Int?

  /// Whether the request needs no credential on exactly one side.
  var isOpenedOrClosed: Bool { (outcomes.base == .open) != (outcomes.head == .open) }

  /// Whether a key's rights decide about it on both sides.
  var isForKeys: Bool { outcomes.base != .open && outcomes.head != .open }
}
