import AgeFile
import BittingRuntime
import Glibc
import KeyModel
import Minisign

/// `first-decision BUNDLE IDENTITY-FILE SIGNER SERVICE ENVIRONMENT NOW TOKEN SCOPE ADDRESS`: what a service does from its
/// start to its first answer. Ends with 0 if the request is allowed.
@main
enum FirstDecision {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch isAllowed(arguments) {
    case true?: exit(0)
    case false?: exit(1)
    case nil:
      print("first-decision: the bundle does not open")
      exit(2)
    }
  }

  /// The answer; nil where the arguments are wrong or the bundle does not open.
  private static func isAllowed(_ arguments: [String]) -> Bool? {
    guard arguments.count == 9, let now = Instant(arguments[5]), let address = Address(arguments[8]) else { return nil }
    let moment = Moment(utc: now, steady: 0)
    guard let gate = gate(arguments, at: moment) else { return nil }
    let authorizer = Authorizer(gate, at: moment)
    let token = Array(arguments[6].utf8)
    let scope = Array(arguments[7].utf8)
    return authorizer.authorize(.token(token.span), .scope(scope.span), from: address, at: moment) { $0.reason == nil }
  }

  private static func gate(_ arguments: [String], at now: Moment) -> Gate? {
    guard let identities = identities(arguments[1]), let signer = try? MinisignPublicKey(line: arguments[2]),
      let trust = Trust([signer], threshold: 1), let service = Name(arguments[3]),
      let environment = EnvironmentName(arguments[4]), let file = FileBytes(arguments[0])
    else { return nil }
    return try? Gate.open(
      file.span, identities: identities, trusting: trust, for: Audience(service: service, environment: environment),
      after: nil, at: now
    ).gate
  }

  private static func identities(_ path: String) -> [AgeIdentity]? {
    guard let file = FileBytes(path) else { return nil }
    return try? AgeIdentityFile(parsing: file.span).identities
  }
}
