import BittingCompiler
import KeyModel
import RepositorySupport
import TestSupport

/// The reference evaluator on both sides, with tokens of which only the digest is known.
struct ReferencePair {
  let base: Catalog
  let head: Catalog
  let issued: Instant

  /// A request, by digest.
  struct Question {
    var service: Name
    var environment: EnvironmentName
    var digest: TokenDigest?
    var wish: ReferenceEvaluator.Query.Wish
    var tenant: String?
    var from: Address?
    var at: Instant
  }

  /// Whether base and head allow it.
  func allow(_ question: Question) -> (base: Bool, head: Bool) {
    (allows(base, question), allows(head, question))
  }

  private func allows(_ catalog: Catalog, _ question: Question) -> Bool {
    let validFor = catalog.declarations.project?.validFor?.value ?? TimeSpan(seconds: 7 * 86_400)
    guard catalog.service(question.service) != nil, validFor.seconds > 0,
      catalog.declarations.project?.environments.contains(where: { $0.value == question.environment }) == true
    else { return false }
    let evaluator = ReferenceEvaluator(
      catalog: catalog, service: question.service, environment: question.environment, issued: issued,
      validFor: validFor)
    return evaluator.denial(
      ReferenceEvaluator.Query(
        credential: credential(question, catalog), wish: question.wish, tenant: question.tenant, from: question.from,
        now: question.at)) == nil
  }

  /// A token looks as it did where it was declared first: in the base, if it is there.
  private func credential(_ question: Question, _ catalog: Catalog) -> ReferenceEvaluator.Query.Credential {
    guard let digest = question.digest else { return .none }
    let handle = Handle("handle00") ?? Handle(unchecked: 0)
    guard let lead = lead(of: digest) else { return .token(form: .foreign, digest) }
    let prefix = catalog.declarations.project?.tokenPrefix?.value
    let isNative = prefix.map { "\($0)_\(question.environment)" } == lead
    return .token(form: isNative ? .native(handle) : .foreign, digest)
  }

  private func lead(of digest: TokenDigest) -> String? {
    for catalog in [base, head] {
      for key in catalog.keys {
        guard let secret = key.declaration.secrets.first(where: { $0.digest.value == digest }),
          let environment = key.environment
        else { continue }
        return secret.handle == nil
          ? nil : catalog.declarations.project?.tokenPrefix.map { "\($0.value)_\(environment)" }
      }
    }
    return nil
  }
}

/// Requests that lie on the borders of what both sides declare.
struct BorderRequests {
  private let digests: [TokenDigest]
  private let services: [Name]
  private let environments: [EnvironmentName]
  private let templates: [Name: [RouteTemplate]]
  private let instants: [Instant]
  private let addresses: [Address?]

  init(_ pair: ReferencePair) {
    let both = [pair.base, pair.head]
    digests = Array(Set(both.flatMap { $0.keys.flatMap { $0.declaration.secrets.map(\.digest.value) } })).sorted()
    services = Array(Set(both.flatMap { $0.services.map(\.name) })).sorted()
    environments = ["live", "test"].compactMap { EnvironmentName($0) }
    templates = Dictionary(grouping: both.flatMap { $0.routes }, by: \.service).mapValues { $0.map(\.template) }
    let declared = both.flatMap { catalog in
      catalog.keys.flatMap { key in
        [key.declaration.notBefore?.value, key.declaration.expires?.value].compactMap { $0 }
          + key.declaration.secrets.flatMap { [$0.created.value, $0.expires.value] }
      }
    }
    let ages: [Int64] = [0, 3_600, 86_400, 2 * 86_400, 6 * 86_400, 7 * 86_400, 8 * 86_400, 30 * 86_400]
    let near = (declared + ages.map { Instant(seconds: pair.issued.seconds + $0) }).flatMap { instant in
      [-1, 0, 1].map { Instant(seconds: instant.seconds + $0) }
    }
    instants = Array(Set(near.filter { $0 >= pair.issued })).sorted()
    let texts = [
      "203.0.113.9", "203.0.113.127", "203.0.113.128", "203.0.113.255", "203.0.112.255", "198.51.100.0", "192.0.2.1",
      "2001:db8::1", "2001:db9::1", "::1", "::ffff:203.0.113.9", "::",
    ]
    addresses = texts.map { Address($0) } + [nil]
  }

  func next(_ random: inout SeededGenerator) -> ReferencePair.Question? {
    guard let service = services.randomElement(using: &random),
      let environment = environments.randomElement(using: &random), let at = instants.randomElement(using: &random)
    else { return nil }
    return ReferencePair.Question(
      service: service, environment: environment,
      digest: random.chance(1, of: 10) ? nil : digests.randomElement(using: &random), wish: wish(service, &random),
      tenant: random.chance(1, of: 4) ? Shop.pick(["acme", "zen", "other", "*", "x"], &random) : nil,
      from: Shop.pick(addresses, &random), at: random.chance(1, of: 2) ? at : instants[0])
  }

  private func wish(_ service: Name, _ random: inout SeededGenerator) -> ReferenceEvaluator.Query.Wish {
    guard let template = (templates[service] ?? []).randomElement(using: &random), random.chance(3, of: 4) else {
      return .scope(
        "\(Shop.pick(Shop.resourceNames, &random)):\(Shop.pick(["read", "write", "admin", "zero"], &random))")
    }
    let segments = template.segments.map { segment in
      if case .literal(let text) = segment, random.chance(7, of: 8) { return text.string }
      return Shop.pick(["a", "b", "acme", "zen", "zz", "*", "%C3%A9"], &random)
    }
    return .route(method: template.method.string, path: "/" + segments.joined(separator: "/"))
  }
}
