import BundleFormat
import BundleSamples
import BundleWriting
import KeyModel

/// What is asked, in plain values.
struct Question {
  enum Wish {
    case route(method: String, path: String)
    case scope(String)
  }

  var tokens: [[UInt8]]
  var wish: Wish
  var tenant: String?
  var address: Address?
  var now: Instant
}

/// The decision as the contract tells it, step by step, over the content itself: no index, no bit sets, no tree.
struct Reference {
  let content: BundleContent
  let issued: Instant
  let expires: Instant

  /// Why `question` is denied; nil if it is allowed.
  func reason(_ question: Question) -> DenialReason? {
    let (target, needed, pathTenant) = target(of: question.wish)
    if case .route = question.wish, target == nil, needed == nil { return nil }
    guard let token = question.tokens.first else { return .missing }
    guard question.tokens.count == 1 else { return .ambiguous }
    guard isWellFormed(token) else { return .malformed }
    if content.tombstones.contains(where: { $0.digest == digest(token) }) { return .revoked }
    guard let (key, secret) = secret(with: digest(token)) else { return .unknown }
    if key.isDecoy { return .decoy }
    if key.isDisabled { return .disabled }
    if question.now < secret.starts { return .notYetValid }
    if question.now >= secret.ends { return .expired }
    if let starts = key.starts, question.now < starts { return .notYetValid }
    if let ends = key.ends, question.now >= ends { return .expired }
    let stale = staleAction(of: key.type, at: question.now)
    if stale == .deny { return .stale }
    if let networks = key.networks {
      guard let address = question.address, networks.contains(where: { $0.contains(address) }) else { return .network }
    }
    if let target { return target }
    guard let needed, key.grants.contains(where: { $0.resource == needed.resource && level($0) >= level(needed) })
    else { return .scope }
    if stale == .readOnly, level(needed) > 0 { return .stale }
    let named = [pathTenant, question.tenant].compactMap { $0 }
    return named.allSatisfy({ $0 == named[0] && reaches(key, $0) }) ? nil : .tenant
  }

  /// Why a wish leads nowhere, what it needs, and the tenant in its path. A public route needs nothing.
  private func target(of wish: Question.Wish) -> (DenialReason?, Scope?, String?) {
    switch wish {
    case .scope(let text):
      let scope = content.scopes.first { $0.description == text }
      return (scope == nil ? .scope : nil, scope, nil)
    case .route(let method, let path):
      guard let segments = NaivePath.segments(path) else { return (.path, nil, nil) }
      let matching = content.routes.filter { $0.template.method.string == method && matches($0, segments) }
      guard let route = matching.max(by: { literals($0) < literals($1) }) else { return (.route, nil, nil) }
      let tenant = route.template.tenantIndex.map { segments[$0] }
      return (tenant?.contains("%") == true ? .path : nil, route.scope, tenant)
    }
  }

  private func matches(_ route: BundleContent.Route, _ segments: [String]) -> Bool {
    guard route.template.segments.count == segments.count else { return false }
    return zip(route.template.segments, segments).allSatisfy { template, segment in
      switch template {
      case .literal(let text): text.string == segment
      case .parameter: !segment.isEmpty
      }
    }
  }

  private func literals(_ route: BundleContent.Route) -> Int {
    route.template.segments.count { if case .literal = $0 { true } else { false } }
  }

  private func isWellFormed(_ token: [UInt8]) -> Bool {
    let lead = Token.lead(content.tokenPrefix, content.environment)
    switch TokenForm(of: token.span, lead: lead.span) {
    case .native: return true
    case .malformed: return false
    case .foreign:
      return content.keys.flatMap(\.secrets).contains { $0.handle == nil }
        || content.tombstones.contains { $0.handle == nil }
    }
  }

  private func secret(with digest: TokenDigest) -> (BundleContent.Key, BundleContent.Secret)? {
    for key in content.keys {
      for secret in key.secrets where secret.digest == digest { return (key, secret) }
    }
    return nil
  }

  private func staleAction(of name: Name, at now: Instant) -> StaleAction {
    let type = content.types.first { $0.name == name }!
    if now >= expires { return type.staleAction == .allow ? .readOnly : type.staleAction }
    guard let after = type.staleAfter, now.since(issued) > after else { return .allow }
    return type.staleAction
  }

  private func level(_ scope: Scope) -> Int { content.levels.firstIndex(of: scope.level)! }

  private func reaches(_ key: BundleContent.Key, _ tenant: String) -> Bool {
    switch key.tenant {
    case .none: false
    case .all: TenantName(tenant) != nil
    case .one(let own): own.text == Text(tenant)
    }
  }
}

/// The rules for paths, told with strings.
enum NaivePath {
  private static let unreserved = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~".utf8)
  private static let literal = unreserved.union("!$&'()*+,=:@".utf8)

  /// The segments of `target`; nil if its path is ambiguous.
  static func segments(_ target: String) -> [String]? {
    let path = Array(target.utf8.prefix { $0 != UInt8(ascii: "?") })
    guard path.first == UInt8(ascii: "/"), path.count <= 2_048 else { return nil }
    let segments = path.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard segments.count <= 32, segments.dropLast().allSatisfy({ !$0.isEmpty }) else { return nil }
    guard segments.allSatisfy({ isUnambiguous(Array($0)) }) else { return nil }
    return segments.map { String(decoding: $0, as: UTF8.self) }
  }

  private static func isUnambiguous(_ segment: [UInt8]) -> Bool {
    guard segment != Array(".".utf8), segment != Array("..".utf8) else { return false }
    let parts = segment.split(separator: UInt8(ascii: "%"), omittingEmptySubsequences: false)
    return parts[0].allSatisfy(literal.contains)
      && parts.dropFirst().allSatisfy { part in
        let digits = String(decoding: part.prefix(2), as: UTF8.self)
        guard digits.utf8.count == 2, digits.allSatisfy(\.isHexDigit), let byte = UInt8(digits, radix: 16) else {
          return false
        }
        return !unreserved.contains(byte) && ![0x2F, 0x5C, 0].contains(byte)
          && part.dropFirst(2).allSatisfy(literal.contains)
      }
  }
}
