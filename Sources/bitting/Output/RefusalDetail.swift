internal import BittingRuntime
internal import BundleFormat
internal import KeyModel

/// What a file that was refused says of itself, beside what was wanted: the hint of the refusal.
///
/// Only what trusted signers have stated is told; before that is known, a file may say anything.
struct RefusalDetail {
  let trust: Trust
  /// What was accepted before.
  let mark: HighWater?
  let now: Instant

  /// What to say of `file`, which was given as a bundle and asked to be for `audience`, which `origin` names; nil for
  /// failures that say enough.
  func ofBundle(_ file: [UInt8], _ failure: OpenFailure, for audience: Audience, from origin: AudienceChoice.Origin)
    -> String?
  {
    if failure == .malformed { return FileMistake.ofBundle(file) }
    guard let statement = try? VerifiedBundle(try SealedBundle(parsing: file.span), trusting: trust).statement else {
      return nil
    }
    switch failure {
    case .wrongAudience:
      let stated = Audience(service: statement.service, environment: statement.environment)
      if stated == audience, let mark {
        return "it is for \(RefusalDetail.words(stated)); the state is of \(RefusalDetail.words(mark))"
      }
      return "it is for \(RefusalDetail.words(stated)); \(origin.words) \(RefusalDetail.words(audience))"
    case .expired: return "it was valid until \(statement.expires), and now is \(now)"
    case .notYetValid: return "it was issued at \(statement.issued), and now is \(now)"
    case .rolledBack: return rolledBack(statement.issued, after: mark?.sequence)
    default: return nil
    }
  }

  /// The same of what was given as a revocation list of `project`.
  func ofList(_ file: [UInt8], _ failure: OpenFailure, of project: Name) -> String? {
    if failure == .malformed { return FileMistake.ofList(file) }
    guard let statement = try? VerifiedRevocations(try SealedRevocations(parsing: file.span), trusting: trust).statement
    else { return nil }
    switch failure {
    case .wrongAudience: return "it is of project `\(statement.project)`, and the bundle of `\(project)`"
    case .notYetValid: return "it was issued at \(statement.issued), and now is \(now)"
    case .rolledBack: return rolledBack(statement.issued, after: mark?.revocations?.sequence)
    default: return nil
    }
  }

  /// Sequences are instants.
  private func rolledBack(_ issued: Instant, after sequence: Int64?) -> String? {
    sequence.map { "it was issued at \(issued); one of \(Instant(seconds: $0)) was accepted before" }
  }

  private static func words(_ audience: Audience) -> String {
    "service `\(audience.service)` in `\(audience.environment)`"
  }

  private static func words(_ mark: HighWater) -> String {
    "\(words(Audience(service: mark.service, environment: mark.environment))) of project `\(mark.project)`"
  }
}
