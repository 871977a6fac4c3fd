internal import BittingCompiler
internal import KeyModel

/// Finds the route of a path by trying all of them.
struct NaiveRouter {
  let routes: [Catalog.Route]

  struct Target {
    var isPublic = false
    var scope: Scope?
    var tenant: String?
    var denial: DenialReason?
  }

  func target(_ wish: ReferenceEvaluator.Query.Wish) -> Target {
    guard case .route(let method, let path) = wish else {
      guard case .scope(let text) = wish, let scope = Scope(text) else { return Target() }
      return Target(scope: scope)
    }
    guard let segments = NaiveRouter.segments(path) else { return Target(denial: .path) }
    let matching = routes.filter { $0.template.method == Text(method) && NaiveRouter.matches($0.template, segments) }
    guard let route = matching.max(by: { NaiveRouter.literals($0) < NaiveRouter.literals($1) }) else {
      return Target(denial: .route)
    }
    let tenant = route.template.tenantIndex.map { segments[$0] }
    if tenant?.utf8.contains(0x25) == true { return Target(denial: .path) }
    guard let scope = route.scope else { return Target(isPublic: true) }
    return Target(scope: scope, tenant: tenant)
  }

  /// Which of two matching templates is the more literal one is decided at the first segment where they differ.
  private static func literals(_ route: Catalog.Route) -> String {
    route.template.segments.map { if case .literal = $0 { "1" } else { "0" } }.joined()
  }

  private static func matches(_ template: RouteTemplate, _ segments: [String]) -> Bool {
    guard template.segments.count == segments.count else { return false }
    return zip(template.segments, segments).allSatisfy { part, segment in
      switch part {
      case .literal(let text): text == Text(segment)
      case .parameter: !segment.isEmpty
      }
    }
  }

  /// The segments of a path that can be read in one way only; nil for any other.
  private static func segments(_ path: String) -> [String]? {
    let bytes = Array(path.utf8.prefix { $0 != 0x3F })
    guard bytes.first == 0x2F, bytes.count <= 2_048 else { return nil }
    guard bytes.allSatisfy({ PathCharacter.isLiteral($0) || $0 == 0x2F || $0 == 0x25 }) else { return nil }
    let segments = String(decoding: bytes.dropFirst(), as: UTF8.self).split(
      separator: "/", omittingEmptySubsequences: false
    )
    .map(String.init)
    guard segments.count <= 32, !segments.dropLast().contains("") else { return nil }
    return segments.allSatisfy(isUnambiguous) ? segments : nil
  }

  private static func isUnambiguous(_ segment: String) -> Bool {
    let bytes = Array(segment.utf8)
    for (index, byte) in bytes.enumerated() where byte == 0x25 {
      guard index + 2 < bytes.count, !"+-".utf8.contains(bytes[index + 1]),
        let escaped = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
      else { return false }
      if PathCharacter.isUnreserved(escaped) || [0x00, 0x2F, 0x5C].contains(escaped) { return false }
    }
    return segment != "." && segment != ".."
  }
}
