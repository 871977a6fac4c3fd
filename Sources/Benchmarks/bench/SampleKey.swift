import KeyModel
import TestSupport

/// One key of a sample repository, with the tombstone of a secret that it once had, where it has one.
struct SampleKey {
  /// The YAML documents, each with a line feed at its end.
  let documents: [String]

  /// Key `number`, whose details are drawn from `random`.
  init(number: Int, using random: inout SeededGenerator) {
    // The first nine ask for everything that there is, so that no resource of a small repository is without a use.
    let kind = SampleKind.allCases[number < 9 ? number % 3 : random.choice(of: [55, 37, 8])]
    let scopes = kind.scopes[number < 9 ? number / 3 : random.choice(of: [2, 1, 1])]
    let isTest = random.chance(1, of: 20)
    let id = "\(kind.rawValue)-\(padded(number, to: 6))\(isTest ? "-test" : "")"
    var lines =
      random.chance(1, of: 8) ? ["# \(SampleKey.remarks[random.choice(of: [1, 1, 1])]) (ticket \(number))"] : []
    lines += [
      "key: \(id)", "type: \(kind.rawValue)", "environment: \(isTest ? "test" : "live")",
      "owner: team-\(padded(number / 80, to: 4))@shop.example",
      "purpose: \(SampleKey.purposes[random.choice(of: [3, 2, 2, 1])]), number \(number)",
    ]
    lines += SampleKey.rights(kind, scopes, number, &random)
    lines += SampleKey.limits(kind, number, &random)
    lines += ["secrets:"] + SampleSecrets(of: kind, using: &random).lines
    let key = lines.joined(separator: "\n") + "\n"
    documents = random.chance(1, of: 200) ? [key, SampleKey.tombstone(of: id, &random)] : [key]
  }

  private static func rights(
    _ kind: SampleKind, _ scopes: String, _ number: Int, _ random: inout SeededGenerator
  ) -> [String] {
    var lines: [String] = []
    if kind != .internal { lines.append("tenant: t\(padded(number / 2, to: 6))") }
    if random.chance(1, of: 200) { return lines + ["decoy: true"] }
    lines.append("scopes: [\(scopes)]")
    if random.chance(1, of: 200) { lines.append("disabled: waiting for the signed contract") }
    return lines
  }

  private static func limits(_ kind: SampleKind, _ number: Int, _ random: inout SeededGenerator) -> [String] {
    var lines: [String] = []
    if random.chance(1, of: 2) { lines.append("rate: \(Int.random(in: 2...10, using: &random) * 60)/min") }
    if random.chance(1, of: 10) { lines.append("burst: \(Int.random(in: 20...400, using: &random))") }
    if random.chance(1, of: 10) { lines.append("quota: \(Int.random(in: 1...90, using: &random))00000/month") }
    if kind == .internal || random.chance(2, of: 3) { lines.append("networks: [\(networks(number, &random))]") }
    if kind == .internal || random.chance(1, of: 2) {
      lines.append("expires: 2027-0\(Int.random(in: 3...9, using: &random))-01")
    }
    if random.chance(1, of: 2) { lines.append("labels: { team: logistics, contract: C-\(number) }") }
    return lines
  }

  private static func networks(_ number: Int, _ random: inout SeededGenerator) -> String {
    let v4 = "203.\(Int.random(in: 0...255, using: &random)).\(number & 0xFF).0/24"
    guard random.chance(1, of: 5) else { return v4 }
    return "\(v4), \"2001:db8:\(String(number & 0xFFFF | 1, radix: 16))::/48\""
  }

  private static func tombstone(of key: String, _ random: inout SeededGenerator) -> String {
    """
    revoked: \(random.handle)
    key: \(key)
    sha256: \(random.digest)
    at: \(SampleTree.now - TimeSpan(seconds: Int64.random(in: 1...5_000_000, using: &random)))
    reason: seen in a public gist

    """
  }

  private static let purposes = [
    "Nightly order sync", "Tills in the shops of a chain", "Monthly report of what was bought",
    "Stock system that reads what has to be packed",
  ]
  private static let remarks = [
    "Moved over from the old store", "Asked for by the people who keep the books", "Stays until the contract ends",
  ]
}

/// The key types of a sample repository.
enum SampleKind: String, CaseIterable {
  case partner, client, `internal`

  /// What its keys ask for: one of three lists.
  var scopes: [String] {
    switch self {
    case .partner: ["orders:write, bulk:write", "webhooks:admin, orders:read", "refunds:write, invoices:read"]
    case .client: ["orders:read, invoices:read", "orders:write", "orders:write, invoices:read, appointments:read"]
    case .internal: ["system:read", "refunds:read, approvals:write", "orders:read, system:read"]
    }
  }

  /// The life of its secrets in days, and before how many days at most one was made, so that no rotation is due.
  var secretDays: (life: Int64, age: ClosedRange<Int64>) {
    self == .internal ? (life: 30, age: 1...20) : (life: 90, age: 10...60)
  }
}

/// The secrets of one sample key: one, or two after a rotation.
private struct SampleSecrets {
  let lines: [String]

  init(of kind: SampleKind, using random: inout SeededGenerator) {
    let day: Int64 = 86_400
    let seconds =
      Int64.random(in: kind.secretDays.age, using: &random) * day + Int64.random(in: 0..<day, using: &random)
    let created = SampleTree.now - TimeSpan(seconds: seconds)
    let life = TimeSpan(seconds: kind.secretDays.life * day)
    var lines: [String] = []
    if random.chance(1, of: 15) {
      let earlier = created - TimeSpan(seconds: 20 * day)
      lines = ["  # ends early: the one below replaced it"]
      lines += SampleSecrets.secret(from: earlier, to: created + TimeSpan(seconds: day / 2), &random)
    }
    self.lines = lines + SampleSecrets.secret(from: created, to: created + life, &random)
  }

  private static func secret(from: Instant, to: Instant, _ random: inout SeededGenerator) -> [String] {
    ["  - handle: \(random.handle)", "    sha256: \(random.digest)", "    created: \(from)", "    expires: \(to)"]
  }
}

extension SeededGenerator {
  /// True `part` times of `whole`.
  mutating func chance(_ part: Int, of whole: Int) -> Bool { Int.random(in: 0..<whole, using: &self) < part }

  /// An index of `weights`, each as often as its weight says.
  mutating func choice(of weights: [Int]) -> Int {
    var rest = Int.random(in: 0..<weights.reduce(0, +), using: &self)
    for (index, weight) in weights.enumerated() {
      if rest < weight { return index }
      rest -= weight
    }
    return weights.count - 1
  }

  /// Eight letters and digits, the first a letter, so that no YAML reader takes them for a number.
  fileprivate var handle: String {
    mutating get {
      let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
      let first = letters.randomElement(using: &self).map(String.init) ?? "A"
      return first + String((0..<7).compactMap { _ in (letters + "0123456789").randomElement(using: &self) })
    }
  }

  /// 64 hexadecimal digits. They are no token's digest; nothing here is ever asked with one.
  fileprivate var digest: String {
    mutating get {
      (0..<4).map { _ in
        let digits = String(next(), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
      }.joined()
    }
  }
}
