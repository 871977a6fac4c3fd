internal import AgeFile
internal import BundleFormat
internal import SideBySide

/// A payload on its way out of its age file, to pages of its own where nobody reads it before all of it is authentic.
struct PayloadOpening {
  private let outcome: Result<(AgeDecryption, ImagePages), OpenFailure>
  private let byteCount: Int

  /// Opens the header of `ciphertext`, and makes room; no chunk is decrypted yet. `ciphertext` has to be there for as long
  /// as this is used.
  init(of ciphertext: Span<UInt8>, with identities: [AgeIdentity]) {
    byteCount = ciphertext.count
    do throws(OpenFailure) {
      outcome = .success(try PayloadOpening.begin(ciphertext, identities))
    } catch {
      outcome = .failure(error)
    }
  }

  private static func begin(
    _ ciphertext: Span<UInt8>, _ identities: [AgeIdentity]
  ) throws(OpenFailure) -> (AgeDecryption, ImagePages) {
    let payload: AgePayload
    do {
      payload = try AgePayload(opening: ciphertext, with: identities)
    } catch {
      throw OpenFailure(error)
    }
    guard payload.plaintextCount >= ImageHeader.byteCount else { throw .corrupt }
    guard payload.plaintextCount <= BundleLimits.payloadBytes else { throw .tooLarge }
    guard let pages = ImagePages(count: payload.plaintextCount) else { throw .tooLarge }
    let decryption = unsafe ciphertext.withUnsafeBufferPointer { file in
      unsafe payload.decryption(of: file, into: pages.destination)
    }
    guard let decryption else { throw .corrupt }
    return (decryption, pages)
  }

  /// What `other` returns, while another thread decrypts; whatever is left of that is done after it.
  func decrypting<Value>(beside other: () -> Value) -> Value {
    guard let decryption = try? outcome.get().0 else { return other() }
    var value: Value?
    SideBySide.run(
      over: byteCount,
      {
        value = other()
        decryption.work()
      },
      { decryption.work() })
    // Invariant: the first piece is done.
    return unsafe value.unsafelyUnwrapped
  }

  /// The pages with the payload; fails with `not-a-recipient`, `corrupt`, `unsupported-version` or `too-large`.
  ///
  /// Every chunk has authenticated, and the final one was marked final.
  func pages() throws(OpenFailure) -> ImagePages {
    let (decryption, pages) = try outcome.get()
    decryption.work()
    guard decryption.finish() else { throw .corrupt }
    return pages
  }
}

extension OpenFailure {
  /// The failure of an age file, in the words of opening.
  fileprivate init(_ failure: AgeFailure) {
    self =
      switch failure {
      case .noMatch: .notARecipient
      case .unsupportedVersion: .unsupportedVersion
      case .malformedHeader, .headerAuthentication, .payload: .corrupt
      }
  }
}
