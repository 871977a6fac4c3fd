internal import BundleFormat
internal import KeyModel

/// What is decided about a request before it is counted.
struct Judgement {
  /// Why it is denied; nil if it is not.
  let reason: DenialReason?
  /// The number of the token; ``Facts/nothing`` where it is unknown or was not looked at.
  let secret: UInt32
  /// The number of the route; ``Facts/nothing`` where there is none.
  let route: UInt32
  /// The number of the key that the token has proved; nil where it has not.
  let key: Int?

  @inline(__always)
  init(_ reason: DenialReason?, secret: UInt32, route: UInt32, key: Int? = nil) {
    (self.reason, self.secret, self.route, self.key) = (reason, secret, route, key)
  }
}

extension Facts {
  /// The facts of a judgement on `image`.
  @_lifetime(copy image)
  @inline(__always)
  init(_ image: consuming BundleImage, _ judgement: Judgement) {
    self.init(image, secret: judgement.secret, route: judgement.route)
  }
}

extension Decision {
  /// The decision to deny for `reason`, or to allow if there is none.
  @_lifetime(copy facts)
  @inline(__always)
  init(_ reason: DenialReason?, _ facts: consuming Facts, _ usage: Usage?) {
    if let reason {
      self = .deny(Denial(reason, facts, reason == .rate || reason == .quota ? usage : nil))
    } else {
      self = .allow(Grant(facts, usage))
    }
  }
}
