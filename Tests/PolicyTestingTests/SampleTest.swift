import BittingCompiler
import Diagnostics
import KeyModel
import PolicyTesting

/// Policy tests without a file around them.
enum SampleTest {
  static func test(
    named name: String = "sample", on stage: TestStage, token: [UInt8]? = nil, tenant: String? = nil,
    asking requests: [(String, ExpectedRequest.Outcome)] = [], others: Bool = false, skip: String? = nil,
    at place: SourceSpan = SourceSpan(file: FileID(0), start: 0, end: 1)
  ) -> PolicyTest {
    let key = KeyID("sample-key")
    let caller: PolicyTest.Caller =
      if let token, let key {
        .key(key, token: token, tenant: tenant.flatMap { TenantName($0) })
      } else {
        .nobody
      }
    return PolicyTest(
      name: Text(name), place: place, stage: stage, caller: caller, from: nil, tenant: nil, skip: skip.map { Text($0) },
      requests: requests.map { line, outcome in
        let words = line.split(separator: " ", maxSplits: 1).map { Text(String($0)) }
        return ExpectedRequest(method: words[0], path: words[1], outcome: outcome, place: place)
      }, othersAreDenied: others ? place : nil)
  }
}
