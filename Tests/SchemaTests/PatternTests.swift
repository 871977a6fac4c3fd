import KeyModel
import TestSupport
import Testing

@testable import BittingSchema

/// The patterns take what the parsers take.
@Suite struct PatternTests {
  /// A form, its parser, and texts that are near to it.
  struct Pair: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let form: TextForm
    let parse: @Sendable (String) -> Bool
    let texts: [String]

    init(_ name: String, _ form: TextForm, _ texts: [String], _ parse: @escaping @Sendable (String) -> Bool) {
      testDescription = name
      self.form = form
      self.texts = texts
      self.parse = parse
    }
  }

  @Test(arguments: pairs)
  func takeWhatTheParserTakes(pair: Pair) throws {
    let regex = try Regex(pair.form.pattern)
    var random = SeededGenerator(printing: "texts near \(pair.testDescription)")
    var (taken, refused) = (0, 0)
    for sample in pair.form.examples + pair.texts {
      for round in 0..<400 {
        let text = round == 0 ? sample : Self.changed(sample, using: &random)
        guard !text.utf8.contains(0x0A) else { continue }
        let isTaken = pair.parse(text)
        if isTaken { taken += 1 } else { refused += 1 }
        #expect((text.wholeMatch(of: regex) != nil) == isTaken, "\(text)")
      }
    }
    for example in pair.form.examples { #expect(pair.parse(example)) }
    #expect(taken > 0 && refused > 0)
  }

  /// `text` with a character or two changed, gone, doubled or cut off.
  private static func changed(_ text: String, using random: inout SeededGenerator) -> String {
    var characters = Array(text)
    for _ in 0..<Int.random(in: 1...2, using: &random) where !characters.isEmpty {
      let place = characters.indices.randomElement(using: &random) ?? 0
      let other = Array("aZ019:/.-_*{} +T=#%é").randomElement(using: &random) ?? "a"
      switch Int.random(in: 0..<5, using: &random) {
      case 0: characters[place] = other
      case 1: characters.remove(at: place)
      case 2: characters.insert(other, at: place)
      case 3: characters.insert(characters[place], at: place)
      default: characters.removeSubrange(place...)
      }
    }
    return String(characters)
  }

  private static let pairs = names + measures + places

  private static let names = [
    Pair("name", .name, ["a_b-c", String(repeating: "a", count: 64)]) { Name($0) != nil },
    Pair("key", .key, ["a-b", String(repeating: "a", count: 64)]) { KeyID($0) != nil },
    Pair("environment", .environment, ["abcdefghijk"]) { EnvironmentName($0) != nil },
    Pair("token prefix", .tokenPrefix, ["abcdefghijkl"]) { TokenPrefix($0) != nil },
    Pair("tenant", .tenant, [".", "..", "...", ".a", "a!$&'()+,=:@~"]) { TenantName($0) != nil },
    Pair("scope", .scope, ["*:read"]) { Scope($0) != nil },
    Pair("scope pattern", .scopePattern, ["*:*"]) { ScopePattern($0) != nil },
    Pair("route", .route, ["PUT   /", "X- /a//b", "GET /./..", "GET /a/{b}/", "GET /{}/{a b}", "!#|~ /*"]) {
      RouteTemplate($0) != nil
    },
    Pair("handle", .handle, []) { Handle($0) != nil },
    Pair("digest", .digest, []) { TokenDigest($0) != nil },
  ]

  private static let measures = [
    Pair("length of time", .timeSpan, ["0", "0d", "01d", "1s"]) { TimeSpan($0) != nil || Self.isLong($0) },
    Pair("length of time above none", .someTime, ["0", "0d", "01d", "1s"]) {
      TimeSpan($0).map { $0.seconds > 0 } ?? Self.isLong($0)
    },
    Pair("rate", .rate, ["0/s", "1/d", "1/day"]) { Rate($0) != nil },
    Pair("quota", .quota, ["0/day", "1/hour", "1/h"]) { Quota($0) != nil },
  ]

  /// A pattern does not know that a century is the most.
  private static func isLong(_ text: String) -> Bool {
    let digits = text.dropLast()
    return digits.count > 3 && digits.allSatisfy { "0123456789".contains($0) } && digits.first != "0"
      && "smhd".contains(text.last ?? " ")
  }

  private static let places = [
    Pair(
      "address", .address,
      [
        "::", "::1", "1::", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "1:2:3:4:5:6:1.2.3.4",
        "::ffff:1.2.3.4", "1::6:1.2.3.4", "1:2:3:4:5::1.2.3.4", "255.255.255.255", "1:2:3:4:5:6:7::8",
      ]
    ) { Address($0) != nil },
    Pair("network", .network, ["0.0.0.0/0", "1.2.3.4", "::/0", "::/128", "1.2.3.4/32", "::1.2.3.4/128"]) {
      Network.nearest(to: $0.utf8.span) != nil
    },
    Pair("instant", .instant, []) { Instant($0) != nil || Self.isNoDay($0) },
  ]

  /// A pattern does not know how long a month is.
  private static func isNoDay(_ text: String) -> Bool {
    guard text.utf8.count >= 10, text.utf8.allSatisfy({ $0 < 0x80 }) else { return false }
    let (head, tail) = (text.prefix(8), text.dropFirst(10))
    return ["29", "30", "31"].contains(text.dropFirst(8).prefix(2)) && Instant("\(head)28\(tail)") != nil
  }
}
