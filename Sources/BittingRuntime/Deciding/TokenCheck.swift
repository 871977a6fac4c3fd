package import BundleFormat
package import KeyModel

/// Whether a credential holds: everything about it that one and the same 401 answers.
package struct TokenCheck {
  /// The number of the secret; ``Facts/nothing`` where it is unknown.
  package let secret: UInt32
  /// Why the credential does not hold; nil if it does.
  package let denial: DenialReason?

  /// Whether `credential` holds in `image` at `now`; `guide` is the image's own, if there is one.
  @_optimize(speed)
  package init(
    _ credential: borrowing Credential, in image: borrowing BundleImage, by guide: ImageGuide = .none,
    _ revoked: borrowing RevokedDigests, at now: Int64
  ) {
    switch credential {
    case .none: self.init(denial: .missing)
    case .several: self.init(denial: .ambiguous)
    case .token(let token): self.init(token, in: image, guide, revoked, at: now)
    }
  }

  @_optimize(speed)
  private init(denial: DenialReason?, secret: UInt32 = Facts.nothing) {
    self.secret = secret
    self.denial = denial
  }

  /// What is said here of a token's form depends on its text alone.
  ///
  /// A token is hashed before its form is looked at, because the processor does the one while it waits for the other; but
  /// not where that would take more than one block, which no token of the project's own does.
  @_optimize(speed)
  private init(
    _ token: Span<UInt8>, in image: borrowing BundleImage, _ guide: ImageGuide, _ revoked: borrowing RevokedDigests,
    at now: Int64
  ) {
    guard token.count <= TokenDigest.quickByteCount || TokenCheck.mayBeKnown(token, in: image) else {
      self.init(denial: .malformed)
      return
    }
    let digest = TokenDigest(hashing: token)
    guard guide.knowsAsNative(token) || TokenCheck.mayBeKnown(token, in: image) else {
      self.init(denial: .malformed)
      return
    }
    self.init(digest: digest, in: image, guide, revoked, at: now)
  }

  /// Whether `token` has a form that tokens in `image` can have.
  private static func mayBeKnown(_ token: Span<UInt8>, in image: borrowing BundleImage) -> Bool {
    switch TokenForm(of: token, lead: image.tokenLead) {
    case .native: true
    case .foreign: image.hasForeignTokens
    case .malformed: false
    }
  }

  /// All that could be wrong is looked at before the first of it is told, and a neighbour's record where there is no
  /// record: from here on the time does not tell an unknown token from a known one.
  @_optimize(speed)
  private init(
    digest: TokenDigest, in image: borrowing BundleImage, _ guide: ImageGuide, _ revoked: borrowing RevokedDigests,
    at now: Int64
  ) {
    let isListed = revoked.contains(digest)
    guard let candidate = image.candidate(for: digest, by: guide) else {
      self.init(denial: isListed ? .revoked : .unknown)
      return
    }
    let record = candidate.record
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
