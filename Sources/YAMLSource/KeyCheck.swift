import Diagnostics

// The keys of mappings: scalars, short, not `<<`, each once.
extension TreeBuilder {
  /// How many keys are compared one by one before they are hashed.
  private static let fewKeys = 16

  /// Refuses the complete key at `index` of the innermost mapping, if it may not be one.
  mutating func checkKey(_ index: Int) {
    let key = nodes[index]
    guard key.kind == .scalar else {
      isBroken = true
      return refusals.report("a key that is a list or a mapping", from: Int(key.start), to: Int(key.end))
    }
    let length = key.textLength
    let first = length == 0 ? 0 : texts[Int(key.textStart)]
    if length > YAMLParser.keyLimit, isLong(key) { refuseLongKey(key) }
    if length == 2, first == 0x3C, texts[Int(key.textStart) + 1] == 0x3C { refuseMerge(key) }
    let tag = unsafe texts.withUnsafeBufferPointer { unsafe TextTag(UnsafeBufferPointer(rebasing: $0[key.text])) }
    nodes[index].tag = tag
    let mayBeSecond = inner.marks.insert(tag)
    // A large mapping knows its keys by hash, so each has to come by.
    guard mayBeSecond || inner.children / 2 >= Self.fewKeys else { return }
    if let first = earlierKey(sameAs: index) { refuseSecond(index, after: first) }
  }

  /// The key of the same mapping that says the same bytes; else nil, and `index` is known from now on.
  private mutating func earlierKey(sameAs index: Int) -> Int? {
    let isLarge = inner.children / 2 >= Self.fewKeys
    if isLarge, largeKeys[inner.node] != nil { return insert(index) }
    if isLarge { largeKeys[inner.node] = KeySet() }
    var key = inner.node + 1
    while key < index {
      if isLarge { _ = insert(key) } else if saySame(key, index) { return key }
      key = Int(nodes[Int(nodes[key].next)].next)
    }
    return isLarge ? insert(index) : nil
  }

  private mutating func insert(_ index: Int) -> Int? {
    var keys = largeKeys.removeValue(forKey: inner.node) ?? KeySet()
    defer { largeKeys[inner.node] = keys }
    return keys.insert(index, saying: texts.span.extracting(nodes[index].text)) { saySame($0, index) }
  }

  private func saySame(_ one: Int, _ other: Int) -> Bool {
    let (first, second) = (nodes[one], nodes[other])
    guard first.tag == second.tag, first.textLength == second.textLength else { return false }
    return unsafe texts.withUnsafeBytes { texts in
      unsafe EqualBytes.check(
        UnsafeRawBufferPointer(rebasing: texts[first.text]), UnsafeRawBufferPointer(rebasing: texts[second.text]))
    }
  }
}

// What is reported of them.
extension TreeBuilder {
  private func isLong(_ key: YAMLNodeRecord) -> Bool {
    texts[key.text].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } > YAMLParser.keyLimit
  }

  private mutating func refuseLongKey(_ key: YAMLNodeRecord) {
    refusals.report("a key of more than \(YAMLParser.keyLimit) characters", from: Int(key.start), to: Int(key.end))
  }

  private mutating func refuseMerge(_ key: YAMLNodeRecord) {
    isBroken = true
    let help = "write out the entries it brings in"
    refusals.report("the merge key `<<`", from: Int(key.start), to: Int(key.end), help: help)
  }

  private mutating func refuseSecond(_ index: Int, after first: Int) {
    inner.secondKey = index
    guard !refusals.isFull else { return }
    let span = SourceSpan(file: refusals.file, start: Int(nodes[first].start), end: Int(nodes[first].end))
    let name = String(copying: texts.span.extracting(nodes[index].text))
    refusals.report(
      "`\(name)` stands twice in one mapping", from: Int(nodes[index].start), to: Int(nodes[index].end),
      related: [.init("it stands here first", at: span)])
  }
}
