internal import CLanes

/// Passes over text that needs no closer look.
package enum PlainText {
  /// How many bytes are looked at together.
  package static let width = 16

  /// The first place from `start` on, in steps of ``width`` bytes, where the next ``width`` are not all printable ASCII
  /// or line feeds, or hold a `%`, or are fewer.
  package static func end(in bytes: Span<UInt8>, from start: Int) -> Int {
    unsafe bytes.withUnsafeBytes { raw in
      var place = start
      while place + width <= raw.count, unsafe isPlain(raw.baseAddress.unsafelyUnwrapped + place) { place += width }
      return place
    }
  }

  /// Whether there is none of those things in the ``width`` bytes at `address`.
  private static func isPlain(_ address: UnsafeRawPointer) -> Bool {
    let shown = unsafe clanes_are_between(address, 0x20, 0x7E) & ~clanes_are(address, 0x25)
    return unsafe shown | clanes_are(address, 0x0A) == 0xFFFF
  }
}
