public import KeyModel

/// Why two revisions cannot be compared.
public enum ReviewFailure: Error, Hashable, Sendable {
  /// What only differs was read, and that is not enough: the whole of both revisions is needed.
  case needsWhole
  /// A bundle of one of the revisions is too large to be sealed.
  case cannotSeal(Name, EnvironmentName)
  /// So many routes overlap that their meetings cannot be counted in reasonable time.
  case tooManyRoutes(Name)
  /// So much is decided differently that no report of it would be read.
  case tooMuch
  /// The two validators do not agree with the comparison about a request: a mistake of this program.
  case unconfirmed(Witness)

  /// What is wrong, for people.
  public var message: String {
    switch self {
    case .needsWhole: "the whole of both revisions is needed"
    case .cannotSeal(let service, let environment):
      "the bundle of `\(service)` in `\(environment)` cannot be sealed, so nothing can be asked"
    case .tooManyRoutes(let service): "too many routes of `\(service)` overlap to be compared"
    case .tooMuch:
      "more than \(ReviewWork.maximum / 1_000_000),000,000 requests would have to be compared: split the change"
    case .unconfirmed(let witness):
      "internal error: the validators do not confirm `\(witness.text(at: witness.at))` on `\(witness.service)` in `\(witness.environment)`"
    }
  }
}
