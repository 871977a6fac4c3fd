package import BundleFormat
internal import KeyModel

/// A credential whose record comes from memory, if there is one, while something else is done.
package struct SoughtToken {
  /// What is already wrong with the credential; nil if nothing is.
  let denial: DenialReason?
  /// The token's digest; zero where something is wrong.
  let digest: TokenDigest
  /// Where in the image its secret would be; nil where the image has no secrets, and where something is wrong.
  let places: Range<Int>?

  /// Looks for `credential` in `image`; `guide` is the image's own, if there is one.
  @inline(__always)
  package init(_ credential: borrowing Credential, in image: borrowing BundleImage, by guide: ImageGuide = .none) {
    switch credential {
    case .none: self.init(denial: .missing)
    case .several: self.init(denial: .ambiguous)
    case .token(let token): self.init(token, in: image, guide)
    }
  }

  @inline(__always)
  private init(
    denial: DenialReason?, digest: TokenDigest = TokenDigest(words: (0, 0, 0, 0)), places: Range<Int>? = nil
  ) {
    (self.denial, self.digest, self.places) = (denial, digest, places)
  }

  /// What is said here of a token's form depends on its text, and on what tokens in the image look like.
  ///
  /// A token is hashed before its form is looked at, because the processor does the one while it waits for the other; but
  /// not where that would take more than one block, which no token of the project's own does.
  @inline(__always)
  private init(_ token: Span<UInt8>, in image: borrowing BundleImage, _ guide: ImageGuide) {
    guard token.count <= TokenDigest.quickByteCount || SoughtToken.mayBeKnown(token, in: image) else {
      self.init(denial: .malformed)
      return
    }
    let digest = TokenDigest(hashing: token)
    guard guide.knowsAsNative(token) || SoughtToken.mayBeKnown(token, in: image) else {
      self.init(denial: .malformed)
      return
    }
    self.init(denial: nil, digest: digest, places: image.places(of: digest, by: guide))
  }

  /// Whether `token` has a form that tokens in `image` can have.
  private static func mayBeKnown(_ token: Span<UInt8>, in image: borrowing BundleImage) -> Bool {
    switch TokenForm(of: token, lead: image.tokenLead) {
    case .native: true
    case .foreign: image.hasForeignTokens
    case .malformed: false
    }
  }
}
