/// A fingerprint for each line of a file that stays when lines are added or removed above it.
///
/// The same values as github/codeql-action, fingerprints.ts, works out when a report is uploaded, so that the two agree:
/// a polynomial of the hundred UTF-16 units from the start of the line, blanks left out and line ends made LF.
struct LineHashes {
  /// How many units a hash covers.
  private static let reach = 100
  private static let factor: UInt64 = 37
  /// What stands for the end of the file.
  private static let end: UInt16 = 0xFFFF

  /// The hash of each line, and how many lines up to it have the same one.
  private var hashes: [(value: UInt64, ordinal: Int)] = []

  /// The fingerprints of the lines in `text`, the last of which may be empty. The time grows with its length alone.
  init(_ text: String) {
    var counts: [UInt64: Int] = [:]
    for value in Self.values(CompactText(text, end: Self.end)) {
      counts[value, default: 0] += 1
      hashes.append((value, counts[value, default: 1]))
    }
  }

  /// The fingerprint of `line`, counted from 1; nil for a line that is not there.
  func fingerprint(of line: Int) -> String? {
    guard hashes.indices.contains(line - 1) else { return nil }
    let (value, ordinal) = hashes[line - 1]
    return "\(String(value, radix: 16)):\(ordinal)"
  }

  /// The hash from each start of a line on.
  private static func values(_ text: CompactText) -> [UInt64] {
    let outgoing = (0..<reach).reduce(UInt64(1)) { power, _ in power &* factor }
    var values: [UInt64] = []
    var hash: UInt64 = 0
    for place in 0..<text.units.count + reach {
      let incoming = text.unit(at: place)
      hash = hash &* factor &+ incoming &- outgoing &* text.unit(at: place - reach)
      if values.count < text.starts.count, place == text.starts[values.count] + reach - 1 { values.append(hash) }
    }
    return values
  }
}

/// A text without blanks, in UTF-16.
private struct CompactText {
  private(set) var units: [UInt16] = []
  /// The place of the first unit of each line; a line end belongs to the line before it.
  private(set) var starts: [Int] = []

  init(_ text: String, end: UInt16) {
    var beginsLine = true
    var isAfterReturn = false
    for unit in text.utf16 {
      defer { isAfterReturn = unit == 0x0D }
      if unit == 0x20 || unit == 0x09 || isAfterReturn && unit == 0x0A { continue }
      append(unit == 0x0D ? 0x0A : unit, &beginsLine)
    }
    append(end, &beginsLine)
  }

  private mutating func append(_ unit: UInt16, _ beginsLine: inout Bool) {
    if beginsLine { starts.append(units.count) }
    beginsLine = unit == 0x0A
    units.append(unit)
  }

  /// The unit at `place`, 0 outside of the text.
  func unit(at place: Int) -> UInt64 { units.indices.contains(place) ? UInt64(units[place]) : 0 }
}
