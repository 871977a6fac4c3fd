internal import BittingRuntime
internal import KeyModel

extension FollowingAuthorizer {
  /// Decides about a question of a request that comes with `credential` from `address` at `now`.
  func decide(
    _ credential: PresentedCredential, _ question: AskedQuestion, from address: Address?, at now: Moment
  ) -> DecisionRecord {
    switch credential {
    case .none: decide(Credential.none, question, from: address, at: now)
    case .several: decide(Credential.several, question, from: address, at: now)
    case .token(let token): decide(Credential.token(token.span), question, from: address, at: now)
    }
  }

  private func decide(
    _ credential: borrowing Credential, _ question: AskedQuestion, from address: Address?, at now: Moment
  ) -> DecisionRecord {
    let (name, path, tenant) = (question.name.span, question.path.span, question.tenant?.span)
    return question.isRoute
      ? decide(credential, .route(method: name, path: path, tenant: tenant), from: address, at: now)
      : decide(credential, .scope(name, tenant: tenant), from: address, at: now)
  }

  private func decide(
    _ credential: borrowing Credential, _ request: borrowing BittingRuntime.Request, from address: Address?,
    at now: Moment
  ) -> DecisionRecord {
    let authorizer = authorizer
    let hold = authorizer.hold()
    let decision = hold.authorize(credential, request, from: address, at: now)
    return DecisionRecord(copying: decision, of: hold.sequence, at: now.utc)
  }
}
