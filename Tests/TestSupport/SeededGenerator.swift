internal import Foundation

/// A generator that repeats itself, so that a failing run can be run again: SplitMix64 (Sebastiano Vigna).
package struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// The generator that begins at `seed`.
  package init(seed: UInt64) {
    state = seed
  }

  /// A generator with a new seed, or with the one in the environment variable `BITTING_SEED`; the seed is printed.
  package init(printing purpose: String) {
    let given = ProcessInfo.processInfo.environment["BITTING_SEED"].flatMap { UInt64($0) }
    let seed = given ?? .random(in: 0 ... .max)
    print("seed of \(purpose): BITTING_SEED=\(seed)")
    self.init(seed: seed)
  }

  /// The next 64 bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
