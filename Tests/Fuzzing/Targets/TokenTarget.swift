internal import Diagnostics
internal import KeyModel
internal import Sodium
internal import TestSupport

/// A token's text, for a project whose tokens begin as the first line says: `shop_live_`.
///
/// A checksum is never guessed, so the text is looked at twice: as it is, and with a checksum that is right.
struct TokenTarget: FuzzTarget {
  let name = "token"

  func run(_ input: Span<UInt8>) throws(BrokenPromise) {
    let lines = input.array.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false).map { [UInt8]($0) }
    guard lines.count == 2, let lead = Lead(lines[0]) else { return }
    for body in [lines[1], lead.bytes + lines[1]] {
      try check(body, lead)
      try check(body + checksumDigits(of: body), lead)
    }
  }

  private func check(_ token: [UInt8], _ lead: Lead) throws(BrokenPromise) {
    let form = GuardedBytes(token).withSpan { token in
      GuardedBytes(lead.bytes).withSpan { TokenForm(of: token, lead: $0) }
    }
    try promise(form == expected(token, lead), "\(Shown(token)) is said to be \(form)")
    guard case .native = form else { return }
    let hidden = TokenRedactor.ranges(in: token.span)
    try promise(hidden == [0..<token.count], "\(Shown(token)) is a token that would be shown")
    try promise(token.count <= 55 || !lead.fitsOneBlock, "a token of \(token.count) bytes")
  }

  /// What the design says, read anew.
  private func expected(_ token: [UInt8], _ lead: Lead) -> TokenForm {
    guard token.count >= 1, token.count <= 255 else { return .malformed }
    guard token.starts(with: lead.bytes) else {
      return token.allSatisfy { (0x21...0x7E).contains($0) } ? .foreign : .malformed
    }
    let tail = token.dropFirst(lead.bytes.count)
    let base62 = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
    guard tail.count == 40, tail.allSatisfy(base62.contains) else { return .malformed }
    guard checksumDigits(of: token.dropLast(6)).elementsEqual(tail.suffix(6)) else { return .malformed }
    return Handle(String(decoding: tail.prefix(8), as: UTF8.self)).map(TokenForm.native) ?? .malformed
  }

  /// CRC-32 bit by bit, in six digits.
  private func checksumDigits(of bytes: some Sequence<UInt8>) -> [UInt8] {
    var state: UInt32 = ~0
    for byte in bytes {
      state ^= UInt32(byte)
      for _ in 0..<8 { state = state & 1 == 1 ? state >> 1 ^ 0xEDB8_8320 : state >> 1 }
    }
    let base62 = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
    var (rest, digits) = (~state, [UInt8]())
    for _ in 0..<6 {
      digits.insert(base62[Int(rest % 62)], at: 0)
      rest /= 62
    }
    return digits
  }
}

/// What the tokens of a project begin with.
private struct Lead {
  let bytes: [UInt8]
  let fitsOneBlock: Bool

  /// Nil unless it is a prefix, `_`, an environment, `_`.
  init?(_ bytes: [UInt8]) {
    let names = bytes.split(separator: 0x5F, omittingEmptySubsequences: false).map { [UInt8]($0) }
    guard names.count == 3, names[2].isEmpty else { return nil }
    let (first, second) = (names[0], names[1])
    guard let prefix = TokenPrefix(parsing: first.span), let environment = EnvironmentName(parsing: second.span) else {
      return nil
    }
    self.bytes = Token.lead(prefix, environment)
    fitsOneBlock = bytes.count - 2 <= TokenPrefix.maximumWithEnvironment
  }
}
