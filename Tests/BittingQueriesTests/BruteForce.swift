import BittingCompiler
import BittingQueries
import KeyModel
import RepositorySupport

/// What a key may do, by asking the reference evaluator with every secret, from everywhere it could matter.
struct BruteForce {
  let catalog: Catalog

  /// Whether `key` may do what `question` says at `service`.
  func allows(_ key: Catalog.Key, _ question: AccessQuestion, at service: Name) -> Bool {
    return addresses(key, question).contains { address in
      let answers = key.declaration.secrets.map { denial(credential($0), key, question, address, service) }
      return (answers + [denial(.none, key, question, address, service)]).contains { $0 == nil }
    }
  }

  /// The reason that the validator gives to whoever offers `secret`, or nothing at all.
  func denial(
    of key: Catalog.Key, _ secret: SecretDeclaration?, _ question: AccessQuestion, at service: Name
  ) -> DenialReason? {
    denial(secret.map(credential) ?? .none, key, question, addresses(key, question).last.flatMap(\.self), service)
  }

  private func credential(_ secret: SecretDeclaration) -> ReferenceEvaluator.Query.Credential {
    .token(form: secret.handle.map { .native($0.value) } ?? .foreign, secret.digest.value)
  }

  /// Where a request may come from: the address that was said, else one of each of the key's networks.
  private func addresses(_ key: Catalog.Key, _ question: AccessQuestion) -> [Address?] {
    if let from = question.from { return [from] }
    return [nil] + (key.declaration.networks ?? []).map(\.value.base)
  }

  private func denial(
    _ credential: ReferenceEvaluator.Query.Credential, _ key: Catalog.Key, _ question: AccessQuestion,
    _ address: Address?, _ service: Name
  ) -> DenialReason? {
    guard let environment = key.environment else { return .unknown }
    let evaluator = ReferenceEvaluator(
      catalog: catalog, service: service, environment: environment, issued: question.at,
      validFor: TimeSpan(seconds: 86_400))
    let wish: ReferenceEvaluator.Query.Wish =
      switch question.wish {
      case .route(let method, let path): .route(method: method.string, path: path.string)
      case .scope(let scope): .scope(scope.description)
      }
    return evaluator.denial(
      ReferenceEvaluator.Query(
        credential: credential, wish: wish, tenant: question.tenant?.description, from: address, now: question.at))
  }
}
