internal import AgeFile
internal import AgeWriting
internal import BittingRuntime
internal import BundleFormat
internal import BundleSamples
internal import BundleWriting
internal import KeyModel
internal import Minisign
internal import MinisignSigning
internal import Sodium
internal import TestSupport

/// Seals any bytes as a payload, so that the whole of a validator can be had on them, and asks it questions.
struct BundlePress {
  /// A request by route, with a token.
  struct Query {
    var token: [UInt8]
    var method: [UInt8]
    var path: [UInt8]
    var tenant: [UInt8]?
    var from: Address?
    var now: Instant
  }

  let identity: AgeIdentity
  let trust: Trust
  let signer: MinisignSecretKey
  /// Tokens whose digests stand in the payloads of the corpus.
  let tokens: [[UInt8]]

  init() {
    Sodium.initialize()
    var random = SeededGenerator(seed: 5)
    identity = AgeIdentity.generate(using: &random)
    signer = MinisignSecretKey.generate(using: &random)
    guard let trust = Trust([signer.publicKey], threshold: 1) else { fatalError("no trust in one signer") }
    self.trust = trust
    tokens = BundlePress.shops.flatMap(\.tokens)
    guard let payload = try? PayloadEncoder.encode(Samples.small()) else { fatalError("the sample has no payload") }
    samplePayload = payload
  }

  /// The shops whose payloads are in the corpus.
  static let shops: [RandomShop] = (0..<12).map { (seed: UInt64) in
    var random = SeededGenerator(seed: seed)
    return RandomShop(using: &random)
  }

  /// A payload on which a validator can be had.
  let samplePayload: [UInt8]

  /// A bundle file of `payload` whose signer states `comment`; nil where no signer can.
  func file(_ comment: [UInt8], _ payload: [UInt8]) -> [UInt8]? {
    var random = SeededGenerator(seed: 6)
    guard let ciphertext = try? AgeSealing.seal(payload.span, to: [identity.recipient], using: &random) else {
      return nil
    }
    return signed(comment, ciphertext)
  }

  /// A revocation list of `lines` whose signer states `comment`; nil where no signer can.
  func revocations(_ comment: [UInt8], _ lines: [UInt8]) -> [UInt8]? { signed(comment, lines) }

  private func signed(_ comment: [UInt8], _ content: [UInt8]) -> [UInt8]? {
    let untrusted = Array(BundleEnvelope.untrustedComment.description.utf8)
    let prehash = MinisignPrehash(of: content.span)
    guard let signature = try? signer.sign(prehash, trustedComment: comment, untrustedComment: untrusted) else {
      return nil
    }
    return signature.fileText + content
  }

  /// What is stated of `payload`, which has been checked, as issued at `issued`; nil if it has no names.
  func statement(of payload: [UInt8], issued: Instant) -> BundleStatement? {
    guard let image = try? BundleImage(checking: payload.span), let service = Name(parsing: image.service),
      let environment = EnvironmentName(parsing: image.environment)
    else { return nil }
    return BundleStatement(
      service: service, environment: environment, issued: issued, expires: issued + TimeSpan(seconds: 600),
      content: ContentDigest(of: payload.span), commit: nil, isDirty: false)
  }

  /// A gate on `payload`, which has been checked, and its mark: it opens under the names that it bears itself.
  func opened(_ payload: [UInt8], at issued: Instant) throws(BrokenPromise) -> (gate: Gate, next: HighWater) {
    guard let statement = statement(of: payload, issued: issued) else {
      throw BrokenPromise("a payload was taken and then refused, or has no names")
    }
    guard let file = file(Array(statement.description.utf8), payload) else {
      throw BrokenPromise("a payload that was taken cannot be sealed")
    }
    do {
      return try Gate.open(
        file.span, identities: [identity], trusting: trust,
        for: Audience(service: statement.service, environment: statement.environment), after: nil,
        at: Moment(utc: issued, steady: 0))
    } catch {
      throw BrokenPromise("a payload that was taken does not open: \(error)")
    }
  }
}

// Questions.
extension BundlePress {
  /// A request near to what `image` knows.
  func query(about image: borrowing BundleImage, using random: inout SeededGenerator) -> Query {
    let routes = image.count(of: .routes)
    var (method, path) = (Array("GET".utf8), Array("/".utf8))
    if routes > 0 {
      let template = image.text(image.route(Int.random(in: 0..<routes, using: &random)).template).array
      let parts = template.split(separator: 0x20, maxSplits: 1).map { [UInt8]($0) }
      if parts.count == 2 { (method, path) = (parts[0], BundlePress.filled(parts[1], using: &random)) }
    }
    return Query(
      token: tokens.randomElement(using: &random) ?? [], method: method, path: path,
      tenant: random.chance(25) ? RandomShop.tenants.randomElement(using: &random).map { Array($0.utf8) } : nil,
      from: random.chance(20) ? nil : RandomShop.addresses.randomElement(using: &random),
      now: RandomShop.time(using: &random))
  }

  /// The path of a template with a word for each parameter.
  private static func filled(_ template: [UInt8], using random: inout SeededGenerator) -> [UInt8] {
    var path: [UInt8] = []
    var isName = false
    for byte in template {
      if byte == 0x7B { path += Array((RandomShop.tenants.randomElement(using: &random) ?? "a").utf8) }
      isName = byte == 0x7B || isName && byte != 0x7D
      if !isName, byte != 0x7D { path.append(byte) }
    }
    return path
  }

  /// Asks `gate`, and reads all of its answer.
  func ask(_ gate: Gate, _ query: Query) throws(BrokenPromise) {
    let now = Moment(utc: query.now, steady: 0)
    let (method, path, token) = (query.method, query.path, query.token)
    let request = Request.route(method: method.span, path: path.span, tenant: query.tenant?.span)
    let decision = gate.authorize(.token(token.span), request, from: query.from, at: now)
    read(decision.facts)
    guard case .allow(let grant) = decision else { return }
    try promise(grant.facts.template != nil, "a request was allowed that no route matches")
    guard let ends = grant.ends else {
      // A public route asks for nothing, whoever comes.
      let anonymous = gate.authorize(.none, request, from: nil, at: now)
      return try promise(
        anonymous.reason == nil, "a request was allowed without a secret on a route that is not public")
    }
    try promise(query.now < ends, "a secret held after its end")
    try promise(gate.authorize(.none, request, from: query.from, at: now).reason == .missing, "no token did as well")
    try promise(gate.authorize(.several, request, from: query.from, at: now).reason == .ambiguous, "two tokens did")
    _ = (grant.limits, grant.cost)
    if case .one(let tenant) = grant.tenant { _ = tenant.array }
  }

  private func read(_ facts: borrowing Facts) {
    _ = (facts.key?.array, facts.owner?.array, facts.type?.array, facts.template?.array, facts.handle)
  }
}
