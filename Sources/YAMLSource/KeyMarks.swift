/// Which keys a mapping may hold, by their tags: most keys that it does not hold are told from those that it holds
/// without a look at them.
struct KeyMarks {
  private var bits: UInt64 = 0

  /// Adds a key with `tag`; true if there may have been the same one before.
  mutating func insert(_ tag: TextTag) -> Bool {
    let mark = tag.mark
    defer { bits |= mark }
    return bits & mark != 0
  }

  /// Whether there may be a key with `tag`.
  func mayHold(_ tag: TextTag) -> Bool { bits & tag.mark != 0 }
}
