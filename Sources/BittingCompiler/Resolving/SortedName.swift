internal import KeyModel

/// A name that is to be sorted among many, with its first sixteen bytes as numbers: comparing these nearly always does.
struct SortedName: Comparable {
  /// Where the name came from.
  let place: Int
  private let name: Text
  private let leading: (UInt64, UInt64)

  init(_ name: Text, place: Int) {
    self.name = name
    self.place = place
    let bytes = name.utf8.span
    func number(_ start: Int) -> UInt64 {
      (start..<start + 8).reduce(0) { $0 << 8 | UInt64($1 < bytes.count ? bytes[$1] : 0) }
    }
    leading = (number(0), number(8))
  }

  /// Whether both are the same name. None holds a zero byte, so the numbers are equal only where the bytes are.
  static func == (one: SortedName, other: SortedName) -> Bool {
    one.leading == other.leading && one.name == other.name
  }

  /// The order of the bytes.
  static func < (one: SortedName, other: SortedName) -> Bool {
    one.leading == other.leading ? one.name < other.name : one.leading < other.leading
  }
}
