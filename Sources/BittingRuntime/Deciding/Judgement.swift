internal import BundleFormat
package import KeyModel

/// What is decided about a request: plain numbers, which fit in registers.
package struct Verdict {
  /// Why it is denied; nil if it is not.
  package let reason: DenialReason?
  /// The number of the token; ``Facts/nothing`` where it is unknown or was not looked at.
  let secret: UInt32
  /// The number of the route; ``Facts/nothing`` where there is none.
  let route: UInt32

  @inline(__always)
  init(_ reason: DenialReason?, secret: UInt32, route: UInt32) {
    (self.reason, self.secret, self.route) = (reason, secret, route)
  }

  /// The same, if nothing denies the request or `reason` does.
  @inline(__always)
  func denied(by reason: DenialReason?) -> Verdict { Verdict(reason, secret: secret, route: route) }

  /// Whether the token is known.
  @inline(__always)
  var knowsToken: Bool { secret != Facts.nothing }
}

/// What is decided about a request before it is counted.
struct Judgement {
  let verdict: Verdict
  /// The number of the key that the token has proved; nil where it has not.
  let key: Int?

  @inline(__always)
  init(_ reason: DenialReason?, secret: UInt32, route: UInt32, key: Int? = nil) {
    (verdict, self.key) = (Verdict(reason, secret: secret, route: route), key)
  }
}

extension Facts {
  /// The facts of a verdict on `image`.
  @_lifetime(copy image)
  @inline(__always)
  init(_ image: consuming BundleImage, _ verdict: Verdict) {
    self.init(image, secret: verdict.secret, route: verdict.route)
  }
}

extension BundleImage {
  /// As how many requests one on the route of this number counts; as one where there is no route.
  @inline(__always)
  func cost(ofRoute number: UInt32) -> UInt32 { number == Facts.nothing ? 1 : route(Int(number)).cost }
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
