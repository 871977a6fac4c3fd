internal import CSodium

/// The operating system's generator, through libsodium.
package struct SodiumGenerator: RandomNumberGenerator, Sendable {
  /// A generator without state of its own.
  package init() {
    Sodium.initialize()
  }

  /// 64 random bits.
  package mutating func next() -> UInt64 {
    var value: UInt64 = 0
    unsafe randombytes_buf(&value, MemoryLayout<UInt64>.size)
    return value
  }
}

extension RandomNumberGenerator {
  /// Overwrites all of `buffer`, eight bytes a draw, least significant byte first.
  package mutating func fill(_ buffer: UnsafeMutableBufferPointer<UInt8>) {
    var draw: UInt64 = 0
    for index in buffer.indices {
      if index % 8 == 0 { draw = next() }
      unsafe buffer[index] = UInt8(truncatingIfNeeded: draw)
      draw >>= 8
    }
  }

  /// `count` random bytes that are not secret: nonces, salts, key ids.
  package mutating func bytes(count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    unsafe bytes.withUnsafeMutableBufferPointer { buffer in unsafe fill(buffer) }
    return bytes
  }

  /// `count` random bytes that are secret: keys.
  package mutating func secretBytes(count: Int) -> SecretBytes {
    unsafe SecretBytes(count: count) { storage in
      unsafe fill(UnsafeMutableBufferPointer(start: storage, count: count))
    }
  }
}
