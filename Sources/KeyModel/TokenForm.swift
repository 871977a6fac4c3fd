internal import CLanes

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
  /// What follows the lead: five times eight bytes.
  static let bodyLength = randomLength + checksumLength
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
    guard token.begins(with: lead) else {
      self = token.allSatisfy { $0 >= 0x21 && $0 <= 0x7E } ? .foreign : .malformed
      return
    }
    guard let handle = TokenForm.handle(of: token, after: lead.count) else {
      self = .malformed
      return
    }
    self = .native(handle)
  }

  /// The handle, if length, alphabet and checksum hold.
  private static func handle(of token: Span<UInt8>, after start: Int) -> Handle? {
    guard token.count == start + bodyLength else { return nil }
    var checksum = CRC32()
    checksum.update(token.extracting(0..<start))
    guard holds(token, from: start, after: checksum) else { return nil }
    return Handle(unchecked: token.word(uncheckedAt: start).byteSwapped)
  }

  /// Whether alphabet and checksum hold of the last ``bodyLength`` bytes of `token`, from `start` on; `checksum` is that of
  /// what stands before.
  static func holds(_ token: Span<UInt8>, from start: Int, after checksum: CRC32) -> Bool {
    precondition(token.count == start &+ bodyLength && start >= 0)
    let areAlphanumeric = unsafe token.withUnsafeBytes { bytes in
      unsafe clanes_forty_are_alphanumeric(bytes.baseAddress.unsafelyUnwrapped + start) != 0
    }
    let digits = ByteLanes(token.word(uncheckedAt: start &+ 32))
    var checksum = checksum
    checksum.updateRandom(of: token, from: start)
    return areAlphanumeric && number(ofLastSix: digits.base62Values) == checksum.value
  }

  /// The number that six base62 digits write, whose values are the last six bytes of `values`. It may need 36 bits.
  private static func number(ofLastSix values: UInt64) -> UInt64 {
    let pairs = (
      (values >> 16 & 255) * 62 + (values >> 24 & 255), (values >> 32 & 255) * 62 + (values >> 40 & 255),
      (values >> 48 & 255) * 62 + (values >> 56)
    )
    return (pairs.0 * 3_844 + pairs.1) * 3_844 + pairs.2
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
