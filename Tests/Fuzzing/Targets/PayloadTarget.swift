internal import BittingRuntime
internal import BundleFormat
internal import BundleSamples
internal import BundleWriting
internal import KeyModel
internal import Sodium
internal import TestSupport

/// A payload as it lies in memory after decryption: either refused, or no question about it leads out of it.
struct PayloadTarget: FuzzTarget {
  let name = "payload"
  let mutator: (any InputMutator)? = ImageMutator()

  private let press = BundlePress()

  func run(_ input: Span<UInt8>) throws(BrokenPromise) {
    let isTaken = try GuardedBytes(input).withSpan { (payload) throws(BrokenPromise) in
      guard let image = try? BundleImage(checking: payload) else { return false }
      try promise(ImageWalk(image).sum >= 0, "less than nothing was read")
      try decide(image, seed: SeededGenerator(of: input))
      return true
    }
    if isTaken { try openAndDecide(input.array) }
  }

  /// What a gate does in parts, on bytes behind which nothing may be read.
  private func decide(_ image: borrowing BundleImage, seed: SeededGenerator) throws(BrokenPromise) {
    var random = seed
    for _ in 0..<8 {
      let query = press.query(about: image, using: &random)
      let (method, path) = (query.method, query.path)
      let request = Request.route(method: method.span, path: path.span)
      let target = Target.of(request, in: image)
      try promise(target.denial != nil || Int(target.route) < image.count(of: .routes), "a route that is not there")
      let sought = SoughtToken(.token(query.token.span), in: image)
      let check = TokenCheck(sought, in: image, RevokedDigests.none, at: query.now.seconds)
      try promise(
        check.denial != nil || Int(check.secret) < image.count(of: .secrets), "a secret holds that is not there")
    }
  }

  /// The same as a validator does it.
  private func openAndDecide(_ payload: [UInt8]) throws(BrokenPromise) {
    let gate = try press.opened(payload, at: RandomShop.base).gate
    var random = SeededGenerator(of: payload.span)
    for _ in 0..<16 {
      let query = press.query(about: gate.image, using: &random)
      try press.ask(gate, query)
    }
  }
}
