internal import BittingRuntime
internal import BundleFormat
internal import Sodium
internal import TestSupport

/// The texts that a validator keeps its place by: the trusted comments of bundles and revocation lists, and its own
/// state.
struct StatementTarget: FuzzTarget {
  let name = "statement"
  let mutator: (any InputMutator)? = LineMutator()

  func run(_ input: Span<UInt8>) throws(BrokenPromise) {
    try GuardedBytes(input).withSpan { (text) throws(BrokenPromise) in
      if let statement = try? BundleStatement(parsing: text) {
        try promise(Array(statement.description.utf8) == text.array, "the statement `\(statement)` has two texts")
      }
      if let mark = HighWater(parsing: text) {
        try promise(mark.bytes == text.array, "the state `\(mark)` has two texts")
      }
      if let statement = try? RevocationStatement(parsing: text) {
        try promise(Array(statement.description.utf8) == text.array, "the statement `\(statement)` has two texts")
      }
    }
  }
}
