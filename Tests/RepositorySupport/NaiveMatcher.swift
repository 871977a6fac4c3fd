package import KeyModel

/// Finds the template of a request by trying all of them.
package struct NaiveMatcher {
  /// The templates, of which no two conflict.
  package let templates: [RouteTemplate]

  /// A matcher of `templates`.
  package init(_ templates: [RouteTemplate]) {
    self.templates = templates
  }

  /// What a request leads to.
  package struct Match {
    /// The number of the template.
    package var index: Int?
    /// What stands in its tenant's segment.
    package var tenant: String?
    /// Why it leads nowhere.
    package var denial: DenialReason?
  }

  /// What `method` and `path` lead to.
  package func match(_ method: String, _ path: String) -> Match {
    guard let segments = NaiveMatcher.segments(path) else { return Match(denial: .path) }
    let matching = templates.indices.filter {
      templates[$0].method == Text(method) && NaiveMatcher.matches(templates[$0], segments)
    }
    guard let index = matching.max(by: { literals($0) < literals($1) }) else { return Match(denial: .route) }
    let tenant = templates[index].tenantIndex.map { segments[$0] }
    return Match(index: index, tenant: tenant, denial: tenant?.utf8.contains(0x25) == true ? .path : nil)
  }

  /// Which of two matching templates is the more literal one is decided at the first segment where they differ.
  private func literals(_ index: Int) -> String {
    templates[index].segments.map { if case .literal = $0 { "1" } else { "0" } }.joined()
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
  package static func segments(_ path: String) -> [String]? {
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
