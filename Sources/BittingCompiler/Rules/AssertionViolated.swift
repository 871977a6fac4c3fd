internal import Diagnostics
internal import KeyModel

/// A claim about all keys does not hold.
enum AssertionViolated: Rule {
  /// How many steps all claims together may take; a claim takes one for each list of scopes that has what it speaks of.
  private static let most = 10_000_000

  static func check(_ catalog: Catalog, at now: Instant, report: inout [Finding]) {
    report += check(catalog, at: now, StepCount(most: most))
  }

  /// Proves the claims until `steps` are spent.
  static func check(_ catalog: Catalog, at now: Instant, _ steps: StepCount) -> [Finding] {
    guard !catalog.declarations.assertions.isEmpty else { return [] }
    let proof = ClaimProof(catalog, at: now, steps)
    var (found, room) = ([Finding](), FindingRoom())
    for claim in catalog.declarations.assertions {
      guard !steps.isSpent else { return found + [tooMuch(claim)] }
      let file = claim.claim.span.file
      guard room[file] >= 0 else { continue }
      // A finding of its own, because those before it may all be waived, each for its key.
      guard room[file] > 0 else {
        room.take(1, in: file)
        found.append(tooMany(claim))
        continue
      }
      let findings = findings(about: claim, proof, limit: room[file])
      room.take(min(findings.count, room[file]), in: file)
      found += findings
    }
    return found
  }

  private static func findings(
    about claim: AssertionDeclaration, _ proof: ClaimProof, limit: Int
  ) -> [Finding] {
    switch claim.form {
    case .forbid(let selection, let scope):
      return found(claim, proof.holders(of: [scope.value], among: selection, atLeast: 1, limit: limit))
    case .separate(let scopes, let selection):
      let scopes = scopes.map(\.value)
      return found(claim, proof.holders(of: scopes, among: selection, atLeast: 2, limit: limit))
    case .atMost(let count, let selection, let scope):
      let (holders, first) = proof.holders(of: [scope.value], among: selection, atLeast: 1, limit: shown)
      guard holders > count.value else { return [] }
      return [found(claim, first, amongAll: holders, of: scope.value, atMost: count.value)]
    }
  }
}

extension AssertionViolated {
  private static func tooMuch(_ claim: AssertionDeclaration) -> Finding {
    finding(
      "the claims before this one take too long to prove, and from here on none is proved", at: claim.claim.span,
      help: "state fewer, or name fewer scopes in them; one claim can be about all keys")
  }

  private static func tooMany(_ claim: AssertionDeclaration) -> Finding {
    finding(
      "so many claims before this one do not hold that from here on none of this file is proved", at: claim.claim.span)
  }

  /// One finding for each of the first `holders`, and one for all others.
  private static func found(
    _ claim: AssertionDeclaration, _ holders: (count: Int, first: [ClaimProof.Holder])
  ) -> [Finding] {
    let others = holders.count - holders.first.count
    let more = finding(
      "`\(quoted(claim.claim.value.string))` does not hold for \(others) more keys", at: claim.claim.span)
    return holders.first.map { found(claim, $0) } + (others > 0 ? [more] : [])
  }

  /// How many keys are shown where too many are granted a scope.
  private static let shown = 20

  private static func found(_ claim: AssertionDeclaration, _ holder: ClaimProof.Holder) -> Finding {
    let grants = holder.grants.map { "`\($0.scope)`\(proof($0))" }.joined(separator: ", and ")
    let more = holder.count - holder.grants.count
    return finding(
      "`\(quoted(claim.claim.value.string))` does not hold: key `\(holder.key.id)` is granted \(grants)"
        + (more > 0 ? ", and \(more) more of them" : ""),
      at: claim.claim.span, related: holder.grants.flatMap { related($0) },
      help: "take the scope away from the key, or change the claim (a change that is reviewed on its own)")
  }

  private static func found(
    _ claim: AssertionDeclaration, _ holders: [ClaimProof.Holder], amongAll total: Int, of scope: Scope,
    atMost count: UInt32
  ) -> Finding {
    let names = holders.map { "`\($0.key.id)`" }.joined(separator: ", ")
    let more = total > holders.count ? " and \(total - holders.count) more" : ""
    let related = holders.flatMap { holder in
      holder.grants.prefix(1).map { grant in
        Finding.Related("\(verb(grant)) for key `\(holder.key.id)`\(proof(grant))", at: grant.request.pattern.span)
      }
    }
    let keys = total == 1 ? "1 key is" : "\(total) keys are"
    return finding(
      "`\(quoted(claim.claim.value.string))` does not hold: \(keys) granted `\(scope)`, not \(count) at most: "
        + names + more,
      at: claim.claim.span, related: related,
      help: "take the scope away from some of them, or change the claim (a change that is reviewed on its own)")
  }

  /// Where the grant comes from, and the route that shows it.
  private static func related(_ grant: ClaimProof.Grant) -> [Finding.Related] {
    let source = Finding.Related(verb(grant), at: grant.request.pattern.span)
    let route = grant.shown.map { shown in
      Finding.Related("service `\(shown.route.service)` takes it here", at: shown.route.declaration.template.span)
    }
    return [source] + (route.map { [$0] } ?? [])
  }

  private static func verb(_ grant: ClaimProof.Grant) -> String {
    let pattern = grant.request.pattern.value.description
    return pattern == grant.scope.description ? "granted here" : "`\(pattern)` includes `\(grant.scope)`"
  }

  /// The request that shows the grant; the scope shows itself where no route needs it.
  private static func proof(_ grant: ClaimProof.Grant) -> String {
    grant.shown.map { ", shown by `\($0.request)`" } ?? ""
  }

  static let page = RulePage(
    "assertion-violated", .error,
    summary: "a claim under `assertions` does not hold",
    why: """
      A claim is decided for every key, with each wildcard resolved and each level including those below it, so `forbid`
      of `webhooks:write` is broken by a grant of `webhooks:admin`, too. What breaks it is named, with a request that
      shows it where a route needs the scope. Keys that are disabled, begin later or have no secret count, because they
      are one step away from use; those that have ended and decoys do not.
      """,
    wrong: """
      assertions:
        - claim: clients never manage webhooks
          forbid: { type: client, scope: webhooks:write }
      # … and a key of type `client` has `scopes: [webhooks:admin]`
      """,
    right: """
      assertions:
        - claim: clients never manage webhooks
          forbid: { type: client, scope: webhooks:write }
      # … and every key of type `client` has `scopes: [webhooks:read]` at most
      """)
}
