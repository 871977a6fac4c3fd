/// The names that a mapping was asked for.
///
/// The first ones lie in the value itself, as what they are literals of: a tree has some two hundred thousand mappings,
/// and hardly one of them needs the names in the end.
@safe struct AskedNames {
  @unsafe private var first = unsafe InlineArray<24, UnsafePointer<UInt8>?>(repeating: nil)
  private var further: [StaticString] = []
  private var count = 0

  /// Adds `name`.
  mutating func append(_ name: StaticString) {
    if count < 24 {
      unsafe first[count] = name.utf8Start
      count += 1
    } else {
      further.append(name)
    }
  }

  /// The names, in the order in which they were asked for.
  var all: [String] {
    // The text of a literal ends with a zero byte.
    (0..<count).compactMap { unsafe first[$0].map { unsafe String(cString: $0) } } + further.map(\.description)
  }
}
