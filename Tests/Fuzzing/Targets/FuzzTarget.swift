package import TestSupport

/// One kind of bytes that may come from anybody, and what has to hold whatever they are.
///
/// `make fuzz` makes bytes up; the tests run those that are kept in `Corpora`. Both find the same: a run that stops the
/// process or throws has found a mistake.
package protocol FuzzTarget: Sendable {
  /// What it is called on the command line, and its folder in `Corpora`.
  var name: String { get }

  /// What changes inputs beside the fuzzer's own changes to bytes, for inputs that most of those would spoil.
  var mutator: (any InputMutator)? { get }

  /// Hands `input` to everything that reads such bytes; throws the first promise that does not hold.
  func run(_ input: Span<UInt8>) throws(BrokenPromise)
}

extension FuzzTarget {
  package var mutator: (any InputMutator)? { nil }
}

/// Changes an input with respect for its structure.
package protocol InputMutator: Sendable {
  /// `input` with some change, which may be none.
  func mutated(_ input: [UInt8], using random: inout SeededGenerator) -> [UInt8]
}

/// Something that was to hold for every input, and does not.
package struct BrokenPromise: Error, CustomStringConvertible {
  /// What was found instead.
  package let description: String

  init(_ description: String) {
    self.description = description
  }
}

/// Throws `fact`, which is then true, unless `condition` holds.
func promise(_ condition: Bool, _ fact: @autoclosure () -> String) throws(BrokenPromise) {
  guard condition else { throw BrokenPromise(fact()) }
}

extension SeededGenerator {
  /// The generator that `input` decides, so that a run of the same input is the same run.
  init(of input: Span<UInt8>) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325  // FNV-1a
    for index in input.indices { hash = (hash ^ UInt64(input[index])) &* 0x0100_0000_01B3 }
    self.init(seed: hash)
  }
}
