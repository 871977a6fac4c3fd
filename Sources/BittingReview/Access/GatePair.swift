internal import BittingCompiler
internal import BittingRuntime
internal import BundleWriting
internal import KeyModel
internal import Minisign

/// Two validators, each with a bundle of its revision that was really sealed and is thrown away.
struct GatePair {
  private let gates: Sides<Gate?>

  /// The validators of `contents`, which `revisions` would be built into; none where there is no content.
  init(
    _ contents: Sides<BundleContent?>, _ revisions: Sides<Revision>, issued: Instant, tokens: inout RehearsalTokens,
    using generator: inout some RandomNumberGenerator
  ) throws(ReviewFailure) {
    var gates: [Gate?] = []
    for side in [Side.base, .head] {
      guard let content = contents[side] else {
        gates.append(nil)
        continue
      }
      gates.append(
        try GatePair.gate(of: content, revisions[side], issued: issued, tokens: &tokens, using: &generator))
    }
    self.gates = Sides(gates[0], gates[1])
  }

  private static func gate(
    of content: BundleContent, _ revision: Revision, issued: Instant, tokens: inout RehearsalTokens,
    using generator: inout some RandomNumberGenerator
  ) throws(ReviewFailure) -> Gate {
    do {
      let rehearsal = try Rehearsal(
        of: content, revokedIn: revision.environmentsOfRevoked, issued: issued, validity: revision.validity,
        tokens: &tokens, using: &generator)
      guard let trust = Trust([rehearsal.signer], threshold: 1) else {
        throw ReviewFailure.cannotSeal(content.service, content.environment)
      }
      let audience = Audience(service: content.service, environment: content.environment)
      return try Gate.open(
        rehearsal.file.span, identities: [rehearsal.identity], trusting: trust, for: audience, after: nil,
        at: Moment(utc: issued, steady: 0)
      ).gate
    } catch {
      throw .cannotSeal(content.service, content.environment)
    }
  }

  /// Whether each side allows what `witness` asks for, with `token`; a side without a bundle allows nothing.
  func allow(_ witness: Witness, token: [UInt8]?) -> Sides<Bool> {
    Sides { side in gates[side].map { GatePair.allows($0, witness, token) } ?? false }
  }

  private static func allows(_ gate: Gate, _ witness: Witness, _ token: [UInt8]?) -> Bool {
    let tenant = witness.tenant.map { Array($0.utf8) }
    switch witness.wish {
    case .route(let method, let path):
      let (method, path) = (Array(method.utf8), Array(path.utf8))
      return allows(gate, .route(method: method.span, path: path.span, tenant: tenant?.span), witness, token)
    case .scope(let scope):
      let scope = Array(scope.description.utf8)
      return allows(gate, .scope(scope.span, tenant: tenant?.span), witness, token)
    }
  }

  private static func allows(
    _ gate: Gate, _ request: borrowing Request, _ witness: Witness, _ token: [UInt8]?
  ) -> Bool {
    let moment = Moment(utc: witness.at, steady: 0)
    guard let token else { return gate.authorize(.none, request, from: witness.from, at: moment).reason == nil }
    return gate.authorize(.token(token.span), request, from: witness.from, at: moment).reason == nil
  }
}
