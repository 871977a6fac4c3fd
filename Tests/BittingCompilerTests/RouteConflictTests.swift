import BittingCompiler
import Diagnostics
import TestSupport
import Testing

/// Route conflicts against the plain definition, pair by pair.
@Suite struct RouteConflictTests {
  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func agreesWithTheDefinitionOnRandomRoutes(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let routes = RouteConflictTests.routes(40, using: &generator)
    let conflicts = try RouteConflictTests.found(in: routes)
    for conflict in conflicts { #expect(RouteConflictTests.isConflict(routes[conflict[0]], routes[conflict[1]])) }
    #expect(Set(conflicts).count == conflicts.count && conflicts.count <= routes.count, "seed \(seed)")
    let involved = Set(conflicts.flatMap { $0 })
    for (index, route) in routes.enumerated() {
      for other in routes[..<index].indices where RouteConflictTests.isConflict(routes[other], route) {
        #expect(involved.contains(index) || involved.contains(other), "seed \(seed): \(routes[other]) and \(route)")
      }
    }
  }

  @Test func refusesMorePatternsThanItComparesAtOnce() throws {
    let routes = (0..<1_024).map { number in
      (0..<10).map { number >> $0 & 1 == 1 ? "{p\($0)}" : "a" } + ["{last}"]
    }
    let texts = try RouteConflictTests.messages(in: routes)
    #expect(
      texts == ["`GET /a/a/a/a/a/a/a/a/a/a/{last}` and others like it have parameters in 1024 different patterns"])
  }

  private static func routes(_ count: Int, using generator: inout SeededGenerator) -> [[String]] {
    var seen: Set<[String]> = []
    for _ in 0..<count {
      let length = Int.random(in: 1...4, using: &generator)
      seen.insert(
        (0..<length).map { place in
          switch Int.random(in: 0..<7, using: &generator) {
          case 0..<2: "{x}"
          case 2: "{y}"
          case 3 where place == length - 1: ""
          case 3..<5: "a"
          default: "b"
          }
        })
    }
    return seen.sorted { $0.joined(separator: "/") < $1.joined(separator: "/") }
  }

  /// Two routes that can match one path, and neither is literal wherever they differ.
  private static func isConflict(_ one: [String], _ other: [String]) -> Bool {
    guard one.count == other.count else { return false }
    func isParameter(_ segment: String) -> Bool { segment.hasPrefix("{") }
    var (oneWins, otherWins) = (false, false)
    for (left, right) in zip(one, other) {
      switch (isParameter(left), isParameter(right)) {
      case (true, true): continue
      case (false, false): if left != right { return false }
      case (false, true): if left.isEmpty { return false } else { oneWins = true }
      case (true, false): if right.isEmpty { return false } else { otherWins = true }
      }
    }
    return oneWins == otherWins
  }

  /// The conflicts, as pairs of indices: where it is reported, and the other one.
  private static func found(in routes: [[String]]) throws -> [[Int]] {
    try check(routes).findings.map { finding in
      try ([finding.span] + finding.related.map(\.span)).map { span in
        let line = try #require(span.start > 0 ? Int(span.start) : nil)
        return text(of: routes).utf8.prefix(line).count { $0 == 0x0A } - 2
      }
    }
  }

  private static func messages(in routes: [[String]]) throws -> [String] {
    try check(routes).findings.map(\.message)
  }

  private static func check(_ routes: [[String]]) throws -> CheckedRepository {
    let base = try CaseFile("base.case")
    let checked = Checker.check(base.tree(with: ["policies/more.yaml": text(of: routes)]), at: base.now)
    #expect(checked.findings.allSatisfy { $0.rule == "route-conflict" })
    return checked
  }

  private static func text(of routes: [[String]]) -> String {
    "routes:\n  operations:\n" + routes.map { "    \"GET /\($0.joined(separator: "/"))\": system:read\n" }.joined()
  }
}
