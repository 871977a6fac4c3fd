internal import BittingRuntime
internal import BundleFormat
internal import BundleSamples
internal import KeyModel
internal import Sodium
internal import TestSupport

/// A revocation list. The input is looked at as one, and as what stands in one: a trusted comment on its first line, and
/// behind that lines of digests, both of which a trusted signer has signed.
struct RevocationTarget: FuzzTarget {
  let name = "revocations"
  let mutator: (any InputMutator)? = LineMutator()

  private let press = BundlePress()
  private let gate: Gate
  private let mark: HighWater
  private let now = RandomShop.base

  init() {
    guard let opened = try? press.opened(press.samplePayload, at: RandomShop.base) else {
      fatalError("the sample does not open")
    }
    (gate, mark) = opened
  }

  func run(_ input: Span<UInt8>) throws(BrokenPromise) {
    try GuardedBytes(input).withSpan { (file) throws(BrokenPromise) in
      guard let revoked = try? revoking(file) else { return }
      // A signer makes one signature of one content.
      let lines = file.extracting((file.count - revoked.gate.lineByteCount)..<file.count).array
      let comment = RevocationStatement(
        project: gate.project, issued: Instant(seconds: revoked.gate.revocations?.sequence ?? 0),
        count: revoked.gate.revocations?.count ?? 0)
      let pressed = press.revocations(Array(comment.description.utf8), lines)
      try promise(pressed == file.array, "a list was taken that nobody signed")
    }
    let parts = input.array.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false).map { [UInt8]($0) }
    guard parts.count == 2, let file = press.revocations(parts[0], parts[1]) else { return }
    try check(file, parts[0], parts[1])
  }

  private func revoking(_ file: Span<UInt8>) throws(OpenFailure) -> (gate: Gate, next: HighWater) {
    try gate.revoking(file, trusting: press.trust, after: mark, at: Moment(utc: now, steady: 0))
  }

  private func check(_ file: [UInt8], _ comment: [UInt8], _ lines: [UInt8]) throws(BrokenPromise) {
    let wanted = expected(comment, lines)
    do {
      let (gate, next) = try revoking(file.span)
      try promise(wanted == nil, "a list was taken instead of \(wanted?.description ?? "")")
      try check(gate, next, lines)
    } catch let broken as BrokenPromise {
      throw broken
    } catch let failure as OpenFailure {
      try promise(failure == wanted, "a list came to \(failure) instead of \(wanted?.description ?? "being taken")")
    } catch {
      throw BrokenPromise("\(error)")
    }
  }

  /// All that is on the lines is revoked, and still is once the state has been written and read.
  private func check(_ gate: Gate, _ next: HighWater, _ lines: [UInt8]) throws(BrokenPromise) {
    let again = next.bytes.withSpan { HighWater(parsing: $0) }
    try promise(again == next, "the state is another once it is written")
    for line in lines.split(separator: 0x0A).prefix(50) {
      guard let digest = TokenDigest(String(decoding: line, as: UTF8.self)) else { throw BrokenPromise("no digest") }
      try promise(gate.revocations?.contains(digest) == true, "\(digest) is not revoked")
      try promise(again?.revocations?.contains(digest) == true, "\(digest) is not kept")
      let (first, second, third, fourth) = digest.words
      let other = TokenDigest(words: (first, second, third, fourth ^ 1))
      let isListed = lines.firstRange(of: Array(other.description.utf8)) != nil
      try promise(gate.revocations?.contains(other) == isListed, "\(other) is revoked by its neighbour")
    }
  }

  /// The checks of revoking, in their order.
  private func expected(_ comment: [UInt8], _ lines: [UInt8]) -> OpenFailure? {
    let statement: RevocationStatement
    do {
      statement = try RevocationStatement(parsing: comment.span)
    } catch {
      return error == .malformed ? .malformed : .unsupportedVersion
    }
    if statement.project != gate.project { return .wrongAudience }
    if statement.issued.seconds > now.seconds + 300 { return .notYetValid }
    var texts = lines.split(separator: 0x0A, omittingEmptySubsequences: false).map { [UInt8]($0) }
    guard texts.popLast() == [], texts.count == statement.count else { return .corrupt }
    let areDigests = texts.allSatisfy { text in
      text.count == 64 && text.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
    let areAscending = zip(texts, texts.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) }
    return areDigests && areAscending ? nil : .corrupt
  }
}

extension Gate {
  /// How many bytes the lines of its revocation list have.
  fileprivate var lineByteCount: Int { (revocations?.count ?? 0) * 65 }
}

extension [UInt8] {
  /// Lends the bytes.
  fileprivate func withSpan<Result>(_ body: (Span<UInt8>) -> Result) -> Result { body(span) }
}
