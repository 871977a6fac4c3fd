extension Scenario {
  /// The scenario for programs without a reader of JSON: one line for what is set up, one for each step. Words are apart
  /// by tabs, all but the first are `name=value`; bytes are hexadecimal digits.
  package var lines: String {
    let head = ["validator", "service=\(service)", "environment=\(environment)", "threshold=\(threshold)"]
    return ([head] + steps.map(\.words)).map { $0.joined(separator: "\t") + "\n" }.joined()
  }
}

extension ScenarioStep {
  fileprivate var words: [String] {
    var words = [action.rawValue, "at=\(seconds)", "steady=\(steady)", "times=\(times)"]
    words += ["restart=\(restart ? 1 : 0)", "state=\(state)"]
    func add(_ name: String, _ value: String?) {
      if let value { words.append("\(name)=\(value)") }
    }
    func add(_ name: String, _ bytes: ByteText?) { add(name, (bytes?.bytes).map(ByteText.digits)) }
    add("file", file)
    add("method", method)
    add("path", path)
    add("scope", scope)
    for token in tokens ?? [] { add("token", token) }
    add("tenant", tenant)
    add("from", from)
    add("expect", expect)
    add("reason", reason)
    add("status", status.map(String.init))
    for need in needs ?? [] { add("needs", need.rawValue) }
    for (name, value) in facts?.named ?? [] { add(name, ByteText.text(value)) }
    return words
  }
}

extension VectorFacts {
  /// What is to be compared, under the names of the lines.
  fileprivate var named: [(String, String)] {
    [
      ("fact-key", key), ("fact-type", type), ("fact-owner", owner), ("fact-handle", handle), ("fact-route", route),
      ("fact-tenant", tenant),
    ].compactMap { name, value in value.map { (name, $0) } }
  }
}
