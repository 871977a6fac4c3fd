/// Finds the `[` of each `##[` in a text that is handed over character by character.
struct CommandBracket {
  /// How many `#` have just passed.
  private var hashes = 0

  /// Whether `scalar` makes the last characters a `##[`.
  mutating func isCompleted(by scalar: Unicode.Scalar) -> Bool {
    defer { hashes = scalar == "#" ? hashes + 1 : 0 }
    return scalar == "[" && hashes >= 2
  }
}
