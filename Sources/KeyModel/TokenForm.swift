/// What a token's text alone tells, before anything is looked up.
///
/// `shop_live_k7Hq2mZp…`: prefix, environment, 8 characters of handle, 26 of secret, 6 of checksum.
public enum TokenForm: Hashable, Sendable {
  /// One of the project's own, with a checksum that holds.
  case native(Handle)
  /// Something from elsewhere, which may be known by its digest.
  case foreign
  /// Nothing that could be a token.
  case malformed

  /// Handle and secret together.
  public static let randomLength = 34
  /// The checksum's digits.
  public static let checksumLength = 6
  /// The longest text that is looked at.
  public static let maximumLength = 255

  /// The form of `token` for a project and an environment, whose names with their underscores are `lead`
  /// (`shop_live_`).
  ///
  /// What begins with `lead` must be native; anything else of 1 to 255 visible ASCII characters is foreign.
  public init(of token: Span<UInt8>, lead: Span<UInt8>) {
    guard (1...TokenForm.maximumLength).contains(token.count) else {
      self = .malformed
      return
    }
    guard TokenForm.begins(token, with: lead) else {
      self = token.allSatisfy { $0 >= 0x21 && $0 <= 0x7E } ? .foreign : .malformed
      return
    }
    guard let handle = TokenForm.handle(of: token, after: lead.count) else {
      self = .malformed
      return
    }
    self = .native(handle)
  }

  private static func begins(_ token: Span<UInt8>, with lead: Span<UInt8>) -> Bool {
    guard token.count >= lead.count else { return false }
    for index in lead.indices where token[index] != lead[index] { return false }
    return true
  }

  /// The handle, if length, alphabet and checksum hold.
  private static func handle(of token: Span<UInt8>, after start: Int) -> Handle? {
    let body = start + randomLength
    guard token.count == body + checksumLength else { return nil }
    guard token.extracting(start..<token.count).allSatisfy(ASCII.isAlphanumeric) else { return nil }
    let expected = checksum(of: token.extracting(0..<body))
    for index in 0..<checksumLength where token[body + index] != expected[index] { return nil }
    return Handle(parsing: token.extracting(start..<(start + Handle.length)))
  }

  /// CRC-32 of `body` as six base62 digits, padded with `0` on the left.
  public static func checksum(of body: Span<UInt8>) -> InlineArray<6, UInt8> {
    var digits = InlineArray<6, UInt8>(repeating: 0x30)
    var rest = CRC32.checksum(body)
    for index in stride(from: 5, through: 0, by: -1) {
      digits[index] = Base62.character(UInt8(rest % 62))
      rest /= 62
    }
    return digits
  }
}
