internal import AgeFile
internal import BundleFormat

extension VerifiedBundle {
  /// The payload, decrypted to pages of its own and not copied again; fails with `not-a-recipient`, `corrupt`,
  /// `unsupported-version` or `too-large`.
  ///
  /// Every chunk has authenticated, and the final one was marked final, before any byte can be read.
  func payload(with identities: [AgeIdentity]) throws(OpenFailure) -> ImagePages {
    let payload = try openFailure { () throws(AgeFailure) in try AgePayload(opening: ciphertext, with: identities) }
    guard payload.plaintextCount >= ImageHeader.byteCount else { throw .corrupt }
    guard payload.plaintextCount <= BundleLimits.payloadBytes else { throw .tooLarge }
    let pages = try openFailure { () throws(AgeFailure) in
      try ImagePages(count: payload.plaintextCount) { bytes throws(AgeFailure) in
        try payload.decrypt(ciphertext, into: &bytes)
      }
    }
    guard let pages else { throw .tooLarge }
    return pages
  }
}

/// What `body` returns; what it fails with, in the words of opening.
private func openFailure<Result>(_ body: () throws(AgeFailure) -> Result) throws(OpenFailure) -> Result {
  do {
    return try body()
  } catch {
    switch error {
    case .noMatch: throw .notARecipient
    case .unsupportedVersion: throw .unsupportedVersion
    case .malformedHeader, .headerAuthentication, .payload: throw .corrupt
    }
  }
}
