import BittingCompiler
import Diagnostics
import RepositorySupport
import TestSupport

/// A claim made up at random, and how to read what is said against it.
struct RandomClaim {
  let name: String
  let scopes: [String]
  /// The most keys that may have ``scopes``; nil: none may have two of them.
  let limit: Int?
  let isForbidden: Bool
  var type: String?
  var key: String?
  var environment: String?

  /// What is said of one key.
  struct Refutation {
    let key: String
    let proofs: [Proof]
  }

  /// A scope that a key is said to have, and the request that shows it.
  struct Proof {
    let key: String
    let scope: String
    let request: String?
  }

  init(_ name: String, of scopes: [String], using random: inout SeededGenerator) {
    let form = Int.random(in: 0..<3, using: &random)
    let count = form == 2 ? Int.random(in: 2...3, using: &random) : 1
    self.name = name
    self.scopes = Array(scopes.shuffled(using: &random).prefix(count))
    isForbidden = form == 0
    limit = form == 2 ? nil : form == 0 ? 0 : Int.random(in: 0...3, using: &random)
    if random.chance(1, of: 3) { type = "t\(Int.random(in: 0..<3, using: &random))" }
    if random.chance(1, of: 8) { key = "key-\(Int.random(in: 0..<8, using: &random))" }
    if random.chance(1, of: 4) { environment = random.chance(1, of: 2) ? "live" : "test" }
  }

  var yaml: String {
    let selection = [("type", type), ("key", key), ("environment", environment)]
      .compactMap { name, value in value.map { "\(name): \($0)" } }
    let fields: [String]
    if isForbidden {
      fields = ["forbid: { \((selection + ["scope: \(scopes[0])"]).joined(separator: ", ")) }"]
    } else if let limit {
      fields = ["at_most: \(limit)", "scope: \(scopes[0])"] + selection
    } else {
      fields = ["separate: [\(scopes.joined(separator: ", "))]"] + selection
    }
    return "  - claim: \(name)\n" + fields.map { "    \($0)\n" }.joined()
  }

  /// The keys that `finding` says break the claim.
  func refutations(in finding: Finding) -> [Refutation] {
    let words = RandomClaim.quoted(finding.message)
    guard let limit, !isForbidden else {
      return [Refutation(key: words[1], proofs: proofs(of: words[1], in: words.dropFirst(2)))]
    }
    let keys = Array(words.dropFirst(2))
    guard keys.count > limit else { return [] }
    return keys.map { key in
      let said = finding.related.first { $0.message.contains("for key `\(key)`") }
      let request = said.flatMap { RandomClaim.quoted($0.message).last { $0.contains(" ") } }
      return Refutation(key: key, proofs: [Proof(key: key, scope: scopes[0], request: request)])
    }
  }

  private func proofs(of key: String, in words: ArraySlice<String>) -> [Proof] {
    words.indices.filter { !words[$0].contains(" ") }.map { index in
      let next = index + 1 < words.endIndex ? words[index + 1] : ""
      return Proof(key: key, scope: words[index], request: next.contains(" ") ? next : nil)
    }
  }

  /// What stands in backticks.
  private static func quoted(_ text: String) -> [String] {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
    return stride(from: 1, to: parts.count, by: 2).map { parts[$0] }
  }
}
