import Diagnostics

/// The keys of a large mapping by a hash of what they say.
///
/// The hash has a secret that differs in each run, so nobody can write keys that collide.
struct KeySet {
  private var nodes: [Int: Int32] = [:]

  /// The node that `isSame` holds for, else nil after `node` has been added.
  mutating func insert(_ node: Int, saying text: Span<UInt8>, isSame: (Int) -> Bool) -> Int? {
    var hasher = Hasher()
    unsafe text.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    var hash = hasher.finalize()
    while let other = nodes[hash] {
      if isSame(Int(other)) { return Int(other) }
      hash &+= 1
    }
    nodes[hash] = Int32(truncatingIfNeeded: node)
    return nil
  }
}

extension TreeBuilder {
  /// How many keys are compared one by one before they are hashed.
  private static let fewKeys = 16

  /// Refuses the complete key at `index` of an open mapping, if it may not be one.
  mutating func checkKey(_ index: Int, of mapping: Int) {
    let (start, end) = (Int(nodes[index].start), Int(nodes[index].end))
    guard nodes[index].kind == .scalar else {
      isBroken = true
      return refusals.report("a key that is a list or a mapping", from: start, to: end)
    }
    let length = nodes[index].textEnd - nodes[index].textStart
    if length > YAMLParser.keyLimit, isLong(index) {
      refusals.report("a key of more than \(YAMLParser.keyLimit) characters", from: start, to: end)
    }
    if length == 2, withText(index, { $0[0] == 0x3C && $0[1] == 0x3C }) {
      isBroken = true
      return refusals.report("the merge key `<<`", from: start, to: end, help: "write out the entries it brings in")
    }
    guard let first = earlierKey(sameAs: index, of: mapping) else { return }
    open[mapping].secondKey = index
    let span = SourceSpan(file: refusals.file, start: Int(nodes[first].start), end: Int(nodes[first].end))
    let name = withText(index) { String(copying: $0) }
    refusals.report(
      "`\(name)` stands twice in one mapping", from: start, to: end, related: [.init("it stands here first", at: span)])
  }

  private func isLong(_ index: Int) -> Bool {
    let characters = withText(index) { text in
      text.indices.reduce(0) { $0 + (text[$1] & 0xC0 == 0x80 ? 0 : 1) }
    }
    return characters > YAMLParser.keyLimit
  }

  /// The key of the same mapping that says the same bytes; else nil, and `index` is known from now on.
  private mutating func earlierKey(sameAs index: Int, of mapping: Int) -> Int? {
    guard open[mapping].children / 2 >= Self.fewKeys else {
      return keys(of: mapping, before: index).first { saySame($0, index) }
    }
    if open[mapping].keys == nil {
      open[mapping].keys = KeySet()
      for earlier in keys(of: mapping, before: index) { _ = insert(earlier, into: mapping) }
    }
    return insert(index, into: mapping)
  }

  private mutating func insert(_ index: Int, into mapping: Int) -> Int? {
    var keys = open[mapping].keys.take() ?? KeySet()
    defer { open[mapping].keys = keys }
    let record = nodes[index]
    let text = (record.isDecoded ? decoded : source).span.extracting(Int(record.textStart)..<Int(record.textEnd))
    return keys.insert(index, saying: text) { saySame($0, index) }
  }

  /// The keys of an open mapping that stand before the one at `end`.
  private func keys(of mapping: Int, before end: Int) -> some Sequence<Int> {
    sequence(state: open[mapping].node + 1) { [nodes] key in
      guard key < end else { return nil }
      defer { key = Int(nodes[Int(nodes[key].next)].next) }
      return key
    }
  }

  private func saySame(_ one: Int, _ other: Int) -> Bool {
    withText(one) { first in
      withText(other) { second in
        first.count == second.count && first.indices.allSatisfy { first[$0] == second[$0] }
      }
    }
  }

  /// Calls `body` with what the scalar at `index` says.
  func withText<Result>(_ index: Int, _ body: (Span<UInt8>) -> Result) -> Result {
    let record = nodes[index]
    let range = Int(record.textStart)..<Int(record.textEnd)
    return body((record.isDecoded ? decoded : source).span.extracting(range))
  }
}
