internal import BittingRuntime
internal import BundleSamples
internal import BundleWriting
internal import KeyModel
internal import Sodium
internal import TestSupport

/// The text that tells what was used of quotas. The input is looked at as one, and as its lines of keys, to which the lines
/// around them are added, the sum of all bytes with them.
struct QuotaTarget: FuzzTarget {
  let name = "quotas"
  let mutator: (any InputMutator)? = LineMutator()

  /// Of a bundle without keys, so that all that is counted rests, and is told as it was.
  private let gate: Gate

  init() {
    guard let payload = try? PayloadEncoder.encode(Samples.empty()),
      let opened = try? BundlePress().opened(payload, at: RandomShop.base)
    else { fatalError("the sample does not open") }
    gate = opened.gate
  }

  func run(_ input: Span<UInt8>) throws(BrokenPromise) {
    try check(input)
    let lines = Array("bitting-quotas 1\nproject=shop\nservice=storefront\nenvironment=live\n".utf8) + input.array
    let sum = Hex.encode(BLAKE2b.hash256(lines.span).span)
    try check((lines + Array("sum=".utf8) + sum + [0x0A]).span)
  }

  /// What is taken is told again in the same bytes, as nobody has asked for anything and no window has passed.
  private func check(_ text: Span<UInt8>) throws(BrokenPromise) {
    try GuardedBytes(text).withSpan { (text) throws(BrokenPromise) in
      let now = Moment(utc: .earliest, steady: 0)
      guard let authorizer = try? Authorizer(gate, at: now, quotaState: text) else { return }
      try promise(authorizer.quotaState(at: now) == text.array, "what was used of quotas has two texts")
    }
  }
}
