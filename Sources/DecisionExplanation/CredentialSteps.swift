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
      let known = check.secret == Facts.nothing ? [] : facts(of: image.secret(Int(check.secret)), at: now)
      let holder = check.secret == Facts.nothing ? nil : image.holder(of: image.secret(Int(check.secret)))
      return [
        (.credential(count: 1), []),
        (.form(form(of: token, in: image), lead: Text(copying: image.tokenLead)), [.malformed]),
        (.key(holder), [.unknown]),
      ] + known
    }
  }

  private static func facts(of record: SecretRecord, at now: Instant) -> [(DecisionFact, [DenialReason])] {
    let flags = record.flagBits
    return [
      (
        .revocation(
          isRevoked: flags & SecretRecord.Flag.revoked != 0, isDecoy: flags & SecretRecord.Flag.decoy != 0),
        [.revoked, .decoy]
      ),
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
