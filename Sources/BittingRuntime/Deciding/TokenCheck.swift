package import BundleFormat
package import KeyModel

/// Whether a credential holds: everything about it that one and the same 401 answers.
package struct TokenCheck {
  /// The number of the secret; ``Facts/nothing`` where it is unknown.
  package let secret: UInt32
  /// Why the credential does not hold; nil if it does.
  package let denial: DenialReason?

  /// Whether the credential that `sought` is of holds in `image` at `now`.
  ///
  /// All that could be wrong is looked at before the first of it is told, and a neighbour's record where there is no
  /// record: from here on the time does not tell an unknown token from a known one.
  ///
  /// Invariant: `image` is the one in which it was sought.
  @inline(__always)
  package init(
    _ sought: SoughtToken, in image: borrowing BundleImage, _ revoked: borrowing RevokedDigests, at now: Int64
  ) {
    guard sought.denial == nil else {
      self.init(denial: sought.denial)
      return
    }
    let isListed = revoked.contains(sought.digest)
    guard let places = sought.places else {
      self.init(denial: isListed ? .revoked : .unknown)
      return
    }
    let candidate = image.candidate(for: sought.digest, among: places)
    let record = image.secret(candidate.index)
    var denials = DenialSet()
    // A digest on a list is as good as a tombstone, which the next bundle will hold: it is known, if only as revoked.
    denials.insert(.unknown, if: !candidate.isFound && !isListed)
    denials.insert(.revoked, if: record.flagBits & SecretRecord.Flag.revoked != 0)
    denials.insert(.revoked, if: isListed)
    denials.insert(.decoy, if: record.flagBits & SecretRecord.Flag.decoy != 0)
    denials.insert(.disabled, if: record.flagBits & SecretRecord.Flag.disabled != 0)
    denials.insert(.notYetValid, if: now < record.startSeconds)
    denials.insert(.expired, if: now >= record.endSeconds)
    self.init(denial: denials.first, secret: candidate.isFound ? UInt32(candidate.index) : Facts.nothing)
  }

  @inline(__always)
  private init(denial: DenialReason?, secret: UInt32 = Facts.nothing) {
    self.secret = secret
    self.denial = denial
  }
}

/// Reasons, of which the first in the order of the decision is told.
private struct DenialSet {
  private var bits: UInt32 = 0

  /// Puts `reason` in if `isDenied`, without a branch.
  @inline(__always)
  mutating func insert(_ reason: DenialReason, if isDenied: Bool) {
    bits |= (isDenied ? 1 : 0) << UInt32(reason.rawValue)
  }

  /// The first reason; nil if there is none.
  @inline(__always)
  var first: DenialReason? { DenialReason(rawValue: UInt8(truncatingIfNeeded: bits.trailingZeroBitCount)) }
}
