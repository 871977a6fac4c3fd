internal import BittingRuntime
internal import BundleFormat
internal import BundleSamples
internal import KeyModel
internal import Minisign
internal import Sodium
internal import TestSupport

/// A bundle file. The input is looked at as one, and as what stands in one: a trusted comment on its first line, and
/// behind that a payload, both of which a trusted signer has signed.
struct BundleFileTarget: FuzzTarget {
  let name = "bundle"
  let mutator: (any InputMutator)? = ImageMutator()

  private let press = BundlePress()
  private let service = BundleSamples.name("storefront")
  private let now = RandomShop.base
  private let environment: EnvironmentName

  init() {
    guard let live = EnvironmentName("live") else { fatalError("`live` is no environment") }
    environment = live
  }

  func run(_ input: Span<UInt8>) throws(BrokenPromise) {
    try GuardedBytes(input).withSpan { (file) throws(BrokenPromise) in
      guard let gate = try? open(file) else { return }
      // The press draws the same numbers each time, so it makes one file of one content.
      let pressed = press.file(Array(gate.statement.description.utf8), gate.payload)
      try promise(pressed == file.array, "a file opened that nobody signed")
    }
    let parts = input.array.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false).map { [UInt8]($0) }
    guard parts.count == 2, let file = press.file(parts[0], parts[1]) else { return }
    let (found, wanted) = (outcome(of: file.span), expected(parts[0], parts[1]))
    try promise(found == wanted, "a bundle came to \(Self.word(found)) instead of \(Self.word(wanted))")
  }

  private static func word(_ outcome: OpenFailure?) -> String { outcome?.description ?? "opened" }

  private func open(_ file: Span<UInt8>) throws(OpenFailure) -> Gate {
    try Gate.open(
      file, identities: [press.identity], trusting: press.trust,
      for: Audience(service: service, environment: environment), after: nil, at: Moment(utc: now, steady: 0)
    ).gate
  }

  /// Why `file` does not open; nil: it does.
  private func outcome(of file: Span<UInt8>) -> OpenFailure? {
    do {
      _ = try open(file)
      return nil
    } catch {
      return error
    }
  }

  /// The checks of opening, in their order.
  private func expected(_ comment: [UInt8], _ payload: [UInt8]) -> OpenFailure? {
    let statement: BundleStatement
    do {
      statement = try BundleStatement(parsing: comment.span)
    } catch {
      return error == .malformed ? .malformed : .unsupportedVersion
    }
    if statement.service != service || statement.environment != environment { return .wrongAudience }
    if statement.issued.seconds > now.seconds + 300 { return .notYetValid }
    if statement.expires <= now { return .expired }
    if payload.count < ImageHeader.byteCount { return .corrupt }
    do {
      let image = try BundleImage(checking: payload.span)
      let isSame = image.service.equals(service.text) && image.environment.equals(environment.text)
      return isSame ? nil : .wrongAudience
    } catch {
      return error == .corrupt ? .corrupt : .unsupportedVersion
    }
  }
}

extension Gate {
  /// A copy of the payload.
  fileprivate var payload: [UInt8] {
    let bytes = image.bytes
    return unsafe bytes.withUnsafeBytes { unsafe Array($0) }
  }
}
