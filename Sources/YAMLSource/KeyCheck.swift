import Diagnostics

// The keys of mappings: scalars, short, not `<<`, each once.
extension TreeBuilder {
  /// How many keys are compared one by one before they are hashed.
  private static let fewKeys = 16

  /// Refuses the complete key at `index` of an open mapping, if it may not be one.
  mutating func checkKey(_ index: Int, of mapping: Int) {
    let key = nodes[index]
    guard key.kind == .scalar else {
      isBroken = true
      return refusals.report("a key that is a list or a mapping", from: Int(key.start), to: Int(key.end))
    }
    let length = key.textEnd - key.textStart
    if length > YAMLParser.keyLimit, isLong(index) { refuseLongKey(key) }
    if length == 2, withText(index, { $0[0] == 0x3C && $0[1] == 0x3C }) { refuseMerge(key) }
    let mayBeSecond = open[mapping].marks.insert(
      length: Int(length), first: withText(index) { $0.isEmpty ? 0 : $0[0] })
    // A large mapping knows its keys by hash, so each has to come by.
    guard mayBeSecond || open[mapping].children / 2 >= Self.fewKeys else { return }
    if let first = earlierKey(sameAs: index, of: mapping) { refuseSecond(index, after: first, of: mapping) }
  }

  /// The key of the same mapping that says the same bytes; else nil, and `index` is known from now on.
  private mutating func earlierKey(sameAs index: Int, of mapping: Int) -> Int? {
    let first = open[mapping].node + 1
    let isLarge = open[mapping].children / 2 >= Self.fewKeys
    if isLarge, open[mapping].keys != nil { return insert(index, into: mapping) }
    if isLarge { open[mapping].keys = KeySet() }
    var key = first
    while key < index {
      if isLarge { _ = insert(key, into: mapping) } else if saySame(key, index) { return key }
      key = Int(nodes[Int(nodes[key].next)].next)
    }
    return isLarge ? insert(index, into: mapping) : nil
  }

  private mutating func insert(_ index: Int, into mapping: Int) -> Int? {
    var keys = open[mapping].keys.take() ?? KeySet()
    defer { open[mapping].keys = keys }
    return withText(index) { text in
      keys.insert(index, saying: text) { saySame($0, index) }
    }
  }

  private func saySame(_ one: Int, _ other: Int) -> Bool {
    let (first, second) = (nodes[one], nodes[other])
    guard first.textEnd - first.textStart == second.textEnd - second.textStart else { return false }
    return withText(one) { one in
      withText(other) { other in
        unsafe one.withUnsafeBytes { one in unsafe other.withUnsafeBytes { unsafe EqualBytes.check(one, $0) } }
      }
    }
  }

  /// Calls `body` with what the scalar at `index` says.
  func withText<Result>(_ index: Int, _ body: (Span<UInt8>) -> Result) -> Result {
    let record = nodes[index]
    return record.isDecoded ? record.lendText(of: decoded, body) : record.lendText(of: source, body)
  }
}

// What is reported of them.
extension TreeBuilder {
  private func isLong(_ index: Int) -> Bool {
    let characters = withText(index) { text in
      text.indices.reduce(0) { $0 + (text[$1] & 0xC0 == 0x80 ? 0 : 1) }
    }
    return characters > YAMLParser.keyLimit
  }

  private mutating func refuseLongKey(_ key: YAMLNodeRecord) {
    refusals.report("a key of more than \(YAMLParser.keyLimit) characters", from: Int(key.start), to: Int(key.end))
  }

  private mutating func refuseMerge(_ key: YAMLNodeRecord) {
    isBroken = true
    let help = "write out the entries it brings in"
    refusals.report("the merge key `<<`", from: Int(key.start), to: Int(key.end), help: help)
  }

  private mutating func refuseSecond(_ index: Int, after first: Int, of mapping: Int) {
    open[mapping].secondKey = index
    guard !refusals.isFull else { return }
    let span = SourceSpan(file: refusals.file, start: Int(nodes[first].start), end: Int(nodes[first].end))
    let name = withText(index) { String(copying: $0) }
    refusals.report(
      "`\(name)` stands twice in one mapping", from: Int(nodes[index].start), to: Int(nodes[index].end),
      related: [.init("it stands here first", at: span)])
  }
}
