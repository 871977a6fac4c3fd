internal import BundleFormat
internal import KeyModel

extension VerifiedBundle {
  /// How far in the future a bundle may have been issued, since clocks differ.
  static var clockTolerance: TimeSpan { TimeSpan(seconds: 300) }

  /// Fails unless the bundle is for `audience`.
  func checkAudience(_ audience: Audience) throws(OpenFailure) {
    guard statement.service == audience.service, statement.environment == audience.environment else {
      throw .wrongAudience
    }
  }

  /// Fails if the bundle is older than `mark`, or another of the same age. The same bundle again is a restart.
  func checkSequence(after mark: HighWater?) throws(OpenFailure) {
    guard let mark else { return }
    guard mark.service == statement.service, mark.environment == statement.environment else { throw .wrongAudience }
    guard statement.sequence >= mark.sequence else { throw .rolledBack }
    guard statement.sequence > mark.sequence || statement.content == mark.content else { throw .equivocation }
  }

  /// Fails if the bundle is from the future or past its expiry, which is closed exactly at its instant.
  func checkTime(at now: Instant) throws(OpenFailure) {
    guard statement.issued <= now + VerifiedBundle.clockTolerance else { throw .notYetValid }
    guard now < statement.expires else { throw .expired }
  }

  /// Fails unless `image` is for the service and environment that the statement names, and of the project of `mark`:
  /// what is outside and what is inside must not be from two bundles.
  func checkIdentity(of image: borrowing BundleImage, _ project: Name, after mark: HighWater?) throws(OpenFailure) {
    guard Name(parsing: image.service) == statement.service,
      EnvironmentName(parsing: image.environment) == statement.environment
    else { throw .wrongAudience }
    guard mark == nil || mark?.project == project else { throw .wrongAudience }
  }
}
