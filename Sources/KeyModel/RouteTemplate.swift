/// A method and the shape of a path: `GET /v1/tenants/{tenant}/orders`.
public struct RouteTemplate: ParsableText, Hashable, Comparable, CustomStringConvertible {
  /// One segment of the path.
  public enum Segment: Hashable, Sendable {
    /// Exactly these bytes; empty only as the last one, where the path ends in `/`.
    case literal(Text)
    /// Any one segment, under a name that tells people what it is.
    case parameter(Text)

    /// The segment that the tenant is read from.
    public static let tenant = Segment.parameter(Text("tenant"))
  }

  /// The most segments that a path may have.
  public static let maximumSegments = 32
  /// The most bytes that a method may have.
  public static let maximumMethodLength = 32

  /// The method, an exact token: `GET`.
  public let method: Text
  /// The segments between slashes, 1 or more; `/` has one empty segment.
  public let segments: [Segment]

  /// The route that `text` writes, with any number of spaces between method and path; nil if it has another form.
  public init?(parsing text: Span<UInt8>) {
    guard let space = text.firstIndex(of: 0x20) else { return nil }
    let method = text.extracting(0..<space)
    guard (1...RouteTemplate.maximumMethodLength).contains(space), method.allSatisfy(RouteTemplate.isToken) else {
      return nil
    }
    var start = space
    while start < text.count, text[start] == 0x20 { start += 1 }
    guard let segments = RouteTemplate.segments(text.extracting(start..<text.count)) else { return nil }
    self.method = Text(copying: method)
    self.segments = segments
  }

  /// `tchar` of RFC 9110, section 5.6.2.
  public static func isToken(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E...0x60, 0x7C, 0x7E: true
    default: ASCII.isAlphanumeric(byte)
    }
  }

  private static func segments(_ path: Span<UInt8>) -> [Segment]? {
    guard path.count > 0, path.count <= 2_048, path[0] == 0x2F else { return nil }
    var (segments, start): ([Segment], Int) = ([], 1)
    for index in 1...path.count where index == path.count || path[index] == 0x2F {
      guard let segment = segment(path.extracting(start..<index), isLast: index == path.count) else { return nil }
      segments.append(segment)
      start = index + 1
    }
    let tenants = segments.filter { $0 == .tenant }
    return segments.count <= maximumSegments && tenants.count <= 1 ? segments : nil
  }

  private static func segment(_ text: Span<UInt8>, isLast: Bool) -> Segment? {
    guard !text.isEmpty else { return isLast ? .literal(Text("")) : nil }
    if text[0] == 0x7B, text[text.count - 1] == 0x7D, text.count >= 3 {
      let name = text.extracting(1..<(text.count - 1))
      guard name.count <= 64, name.allSatisfy(isParameterName) else { return nil }
      return .parameter(Text(copying: name))
    }
    guard text.allSatisfy(PathCharacter.isLiteral), !text.equals("."), !text.equals("..") else { return nil }
    return .literal(Text(copying: text))
  }

  private static func isParameterName(_ byte: UInt8) -> Bool {
    ASCII.isAlphanumeric(byte) || byte == 0x5F || byte == 0x2D
  }

  /// Where the tenant stands among the segments; nil if the route has none.
  public var tenantIndex: Int? { segments.firstIndex(of: .tenant) }

  /// The path alone.
  public var path: String {
    segments.map { segment in
      switch segment {
      case .literal(let text): "/\(text)"
      case .parameter(let name): "/{\(name)}"
      }
    }.joined()
  }

  /// Method, one space, path.
  public var description: String { "\(method) \(path)" }

  /// By path, then method, by their bytes.
  public static func < (one: RouteTemplate, other: RouteTemplate) -> Bool {
    (Text(one.path), one.method) < (Text(other.path), other.method)
  }
}
