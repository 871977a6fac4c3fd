import Foundation
import KeyModel

/// The row about the Python package, beside what people write by hand.
enum PythonSuite {
  private static let keys = 100_000
  private static let requests = 20_000

  static func plan(library: String, work: String) -> Plan {
    Plan(title: "authorize in Python, \(keys) keys, beside SHA-256 and a dict of as many") { rounds in
      let python = try LeftOut.unlessThere("\(library)/python/bin/python", "make wheel")
      guard (try? ChildProcess(path: python, arguments: ["-c", "import bitting"]).run()) != nil else {
        throw LeftOut(why: "\(python) has no package `bitting` (make wheel)")
      }
      let bundle = try DoorsSuite.bundle(keys: keys, in: work)
      let (asked, times) = ("\(work)/python-requests", "\(work)/python-times")
      let lines = DoorsSuite.callers(of: bundle, count: requests).map { "\($0.tokenText) \($0.orders)\n" }
      try Data(lines.joined().utf8).write(to: URL(fileURLWithPath: asked))
      _ = try ChildProcess(
        path: python,
        arguments: [
          "Sources/Benchmarks/python/authorize.py", bundle.path, DoorsSuite.identity(in: work),
          bundle.signerText, SampleGate.service.description, asked, times, "\(rounds)",
        ]
      ).run()
      return try rows(String(contentsOfFile: times, encoding: .utf8))
    }
  }

  /// The rows of what the script wrote: nanoseconds by hand, through the package, and with facts read, a round each line.
  private static func rows(_ text: String) throws -> [Row] {
    let rounds = text.split(separator: "\n").map { line in line.split(separator: " ").map { (Double($0) ?? .nan) / 1e9 }
    }
    return [
      Row(quantity: .decision, pairs: rounds.map { ($0[1], $0[0]) }, goal: 1),
      Row(quantity: .decision, pairs: rounds.map { ($0[2], $0[0]) }, verdict: .note("with key and owner read")),
    ]
  }
}
