internal import BittingRuntime
internal import BundleFormat
internal import KeyModel

/// The checks of the credential: everything that one and the same 401 answers.
enum CredentialSteps {
  /// The checks up to the one that `check` ended at.
  static func of(
    _ check: TokenCheck, _ credential: borrowing Credential, in image: borrowing BundleImage, at now: Instant
  ) -> [DecisionStep] {
    var steps: [DecisionStep] = []
    for (fact, denials) in facts(of: check, credential, in: image, at: now) {
      guard let denial = check.denial, denials.contains(denial) else {
        steps.append(DecisionStep(fact))
        continue
      }
      steps.append(DecisionStep(fact, denial: denial))
      break
    }
    return steps
  }

  /// What there is to look at, with the reasons that each check can give.
  private static func facts(
    of check: TokenCheck, _ credential: borrowing Credential, in image: borrowing BundleImage, at now: Instant
  ) -> [(DecisionFact, [DenialReason])] {
    switch credential {
    case .none: return [(.credential(count: 0), [.missing])]
    case .several: return [(.credential(count: 2), [.ambiguous])]
    case .token(let token):
      let given: [(DecisionFact, [DenialReason])] = [
        (.credential(count: 1), []),
        (.form(form(of: token, in: image), lead: Text(copying: image.tokenLead)), [.malformed]),
      ]
      return given + (check.secret == Facts.nothing ? facts(ofUnknown: check) : facts(of: check, in: image, at: now))
    }
  }

  /// A token that the bundle does not know may be known to a revocation list.
  private static func facts(ofUnknown check: TokenCheck) -> [(DecisionFact, [DenialReason])] {
    guard check.denial == .revoked else { return [(.key(nil), [.unknown])] }
    return [(.revocation(isRevoked: true, isDecoy: false), [.revoked])]
  }

  private static func facts(
    of check: TokenCheck, in image: borrowing BundleImage, at now: Instant
  ) -> [(DecisionFact, [DenialReason])] {
    let record = image.secret(Int(check.secret))
    let flags = record.flagBits
    // Invariant: of a known token nothing is told before this, so it is revoked exactly if the check says so.
    let isRevoked = check.denial == .revoked
    return [
      (.key(image.holder(of: record)), [.unknown]),
      (.revocation(isRevoked: isRevoked, isDecoy: flags & SecretRecord.Flag.decoy != 0), [.revoked, .decoy]),
      (.disabled(flags & SecretRecord.Flag.disabled != 0), [.disabled]),
      (
        .window(starts: Instant(seconds: record.startSeconds), ends: record.ends, now: now),
        [.notYetValid, .expired]
      ),
    ]
  }

  private static func form(of token: Span<UInt8>, in image: borrowing BundleImage) -> DecisionFact.Form {
    switch TokenForm(of: token, lead: image.tokenLead) {
    case .native: .native
    case .foreign: .foreign(isAccepted: image.hasForeignTokens)
    case .malformed: .malformed
    }
  }
}
