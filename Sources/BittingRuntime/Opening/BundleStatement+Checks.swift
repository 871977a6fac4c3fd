internal import BundleFormat
internal import KeyModel

extension BundleStatement {
  /// How far in the future a bundle may have been issued, since clocks differ.
  static var clockTolerance: TimeSpan { TimeSpan(seconds: 300) }

  /// Fails unless the bundle is for `audience`, not older than `mark`, and to be opened at `now`, in this order.
  func check(for audience: Audience, after mark: HighWater?, at now: Instant) throws(OpenFailure) {
    guard service == audience.service, environment == audience.environment else { throw .wrongAudience }
    try checkSequence(after: mark)
    try checkTime(at: now)
  }

  /// Fails if the bundle is older than `mark`, or another of the same age. The same bundle again is a restart.
  private func checkSequence(after mark: HighWater?) throws(OpenFailure) {
    guard let mark else { return }
    guard mark.service == service, mark.environment == environment else { throw .wrongAudience }
    guard sequence >= mark.sequence else { throw .rolledBack }
    guard sequence > mark.sequence || content == mark.content else { throw .equivocation }
  }

  /// Fails if the bundle is from the future or past its expiry, which is closed exactly at its instant.
  private func checkTime(at now: Instant) throws(OpenFailure) {
    guard issued <= now + BundleStatement.clockTolerance else { throw .notYetValid }
    guard now < expires else { throw .expired }
  }

  /// Fails unless `image` is for the service and environment that the statement names, and of the project of `mark`:
  /// what is outside and what is inside must not be from two bundles.
  func checkIdentity(of image: borrowing BundleImage, _ project: Name, after mark: HighWater?) throws(OpenFailure) {
    guard Name(parsing: image.service) == service,
      EnvironmentName(parsing: image.environment) == environment
    else { throw .wrongAudience }
    guard mark == nil || mark?.project == project else { throw .wrongAudience }
  }
}
