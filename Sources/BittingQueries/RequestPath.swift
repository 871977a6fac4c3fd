internal import KeyModel

/// A request's path, cut at its slashes, if every server reads it alike: what the validator refuses is none.
struct RequestPath {
  /// What stands between two slashes.
  struct Segment {
    let text: Text
    let hasEscape: Bool
  }

  private static let maximumLength = 2_048

  let segments: [Segment]

  /// The path before the first `?` of `text`; nil unless it can be read in one way only.
  init?(_ text: Text) {
    let path = Array(text.utf8.prefix { $0 != 0x3F })
    guard path.first == 0x2F, path.count <= RequestPath.maximumLength else { return nil }
    let parts = path.dropFirst().split(separator: 0x2F, omittingEmptySubsequences: false)
    guard parts.count <= RouteTemplate.maximumSegments else { return nil }
    guard parts.dropLast().allSatisfy({ !$0.isEmpty }), parts.allSatisfy(RequestPath.isUnambiguous) else { return nil }
    segments = parts.map { part in
      Segment(text: Text(String(decoding: part, as: UTF8.self)), hasEscape: part.contains(0x25))
    }
  }

  private static func isUnambiguous(_ segment: ArraySlice<UInt8>) -> Bool {
    guard !segment.elementsEqual([0x2E]), !segment.elementsEqual([0x2E, 0x2E]) else { return false }
    return segment.indices.allSatisfy { index in
      segment[index] == 0x25 ? isNeededEscape(segment[index...]) : PathCharacter.isLiteral(segment[index])
    }
  }

  /// Whether `text` begins with the escape of a byte that cannot stand there as itself and that no server takes for
  /// the end of a segment or of the text.
  private static func isNeededEscape(_ text: ArraySlice<UInt8>) -> Bool {
    let digits = text.dropFirst().prefix(2)
    guard digits.count == 2, let high = digits.first.flatMap(ASCII.hexValue),
      let low = digits.last.flatMap(ASCII.hexValue)
    else { return false }
    let byte = UInt8(high) << 4 | UInt8(low)
    return ![0x00, 0x2F, 0x5C].contains(byte) && !PathCharacter.isUnreserved(byte)
  }

  /// Whether `template` has the shape of this path.
  func matches(_ template: RouteTemplate) -> Bool {
    guard template.segments.count == segments.count else { return false }
    return zip(template.segments, segments).allSatisfy { part, segment in
      switch part {
      case .literal(let text): text == segment.text
      case .parameter: !segment.text.utf8.isEmpty
      }
    }
  }
}
