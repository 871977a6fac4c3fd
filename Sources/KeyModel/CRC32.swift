internal import CChecksum

/// CRC-32 with the polynomial of zlib and PNG (ISO 3309, reflected 0xEDB88320).
@safe
public struct CRC32: BitwiseCopyable, @unchecked Sendable {
  private var state: UInt32 = 0xFFFF_FFFF
  // Invariant: they are there for good, and nobody writes to them. Kept here, because to ask for them is a call each time.
  private let tables: UnsafePointer<UInt32>

  /// The checksum of nothing yet.
  public init() {
    unsafe tables = CRC32.madeTables
  }

  /// Takes one more byte in.
  public mutating func update(_ byte: UInt8) {
    state = unsafe tables[Int((state ^ UInt32(byte)) & 255)] ^ state >> 8
  }

  /// The checksum of all bytes so far.
  public var value: UInt32 { state ^ 0xFFFF_FFFF }

  /// The checksum of `bytes`.
  public static func checksum(_ bytes: Span<UInt8>) -> UInt32 {
    var crc = CRC32()
    crc.update(bytes)
    return crc.value
  }

  /// Takes `bytes` in.
  mutating func update(_ bytes: Span<UInt8>) {
    let tables = unsafe tables
    var (state, index) = (UInt64(state), 0)
    // The library for C is to be small, and the processors that it is for on x86-64 multiply.
    #if !hasFeature(Embedded) || !arch(x86_64)
      while bytes.count &- index >= 8 {
        state = unsafe UInt64(CRC32.step8(bytes.word(uncheckedAt: index) ^ state, tables))
        index &+= 8
      }
    #endif
    while index < bytes.count {
      state = unsafe UInt64(tables[Int((state ^ UInt64(bytes[unchecked: index])) & 255)]) ^ state >> 8
      index &+= 1
    }
    self.state = UInt32(truncatingIfNeeded: state)
  }

  /// Takes in the ``TokenForm/randomLength`` bytes of `token` from `start` on.
  @inline(__always)
  mutating func updateRandom(of token: Span<UInt8>, from start: Int) {
    precondition(start >= 0 && token.count &- start >= TokenForm.randomLength)
    guard cchecksum_has_instructions() != 0 else {
      update(token.extracting(start..<(start &+ TokenForm.randomLength)))
      return
    }
    state = unsafe token.withUnsafeBufferPointer { bytes in
      unsafe cchecksum_random(state, bytes.baseAddress.unsafelyUnwrapped + start)
    }
  }

  /// What eight bytes come to, the state mixed in; the look-ups do not wait for one another.
  @inline(__always)
  private static func step8(_ word: UInt64, _ tables: UnsafePointer<UInt32>) -> UInt32 {
    let first = unsafe tables[1792 | Int(word & 255)] ^ tables[1536 | Int(word >> 8 & 255)]
    let second = unsafe tables[1280 | Int(word >> 16 & 255)] ^ tables[1024 | Int(word >> 24 & 255)]
    return unsafe first ^ second ^ step4(word >> 32, tables)
  }

  /// The same for four bytes.
  @inline(__always)
  private static func step4(_ word: UInt64, _ tables: UnsafePointer<UInt32>) -> UInt32 {
    let first = unsafe tables[768 | Int(word & 255)] ^ tables[512 | Int(word >> 8 & 255)]
    return unsafe first ^ tables[256 | Int(word >> 16 & 255)] ^ tables[Int(word >> 24 & 255)]
  }

  /// Eight tables of 256 words, for bytes that 0 to 7 others follow: what such a byte comes to. They are there for good.
  ///
  /// Source: Kounavis and Berry, "A Systematic Approach to Building High Performance, Software-based, CRC Generators".
  private nonisolated(unsafe) static let madeTables: UnsafePointer<UInt32> = {
    let tables = UnsafeMutablePointer<UInt32>.allocate(capacity: 2_048)
    for byte in 0..<256 {
      var value = UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
      unsafe tables[byte] = value
    }
    #if !hasFeature(Embedded) || !arch(x86_64)
      for index in 256..<2_048 {
        let value = unsafe tables[index - 256]
        unsafe tables[index] = value >> 8 ^ tables[Int(value & 255)]
      }
    #endif
    return unsafe UnsafePointer(tables)
  }()
}
