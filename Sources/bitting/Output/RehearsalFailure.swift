internal import BittingCompiler
internal import BittingRuntime
internal import BundleWriting
internal import KeyModel
internal import PolicyTesting

/// Why there is no bundle to test on.
struct RehearsalFailure: Error {
  /// The fact.
  let message: String

  init(_ stage: TestStage, _ failure: Rehearsal.Failure) {
    let reason =
      switch failure {
      case .noSuchBundle: "there is no such service or environment"
      case .payload(let failure): failure.text
      case .sealing(let failure): failure.text
      }
    message = "a bundle of `\(stage.service)` in `\(stage.environment)` cannot be sealed: \(reason)"
  }

  init(_ stage: TestStage, _ failure: OpenFailure) {
    let bundle = "the bundle of `\(stage.service)` in `\(stage.environment)`"
    message = "\(bundle) does not open at \(stage.at): `\(failure.name)`"
  }
}
