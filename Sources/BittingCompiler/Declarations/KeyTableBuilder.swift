internal import Diagnostics
internal import KeyModel

/// Puts a ``KeyTable`` together, one key after the other.
struct KeyTableBuilder {
  private(set) var rows: [KeyRow] = []
  private(set) var texts: [UInt8] = []
  private(set) var names: [Name] = []
  private(set) var environments: [EnvironmentName] = []
  private(set) var scopeLists: [[ScopePattern]] = []
  private(set) var scopeSpans: [PackedSpan] = []
  private(set) var networks: [Packed<Network>] = []
  private(set) var labels: [KeyTable.LabelRow] = []
  private(set) var secrets: [SecretRow] = []
  private(set) var seldom: [SeldomFields] = []

  private var nameNumbers = TextNumbers()
  private var environmentNumbers = TextNumbers()
  private var patterns: [ScopePattern] = []
  private var patternNumbers = TextNumbers()
  private var listNumbers = TextNumbers()
  /// The numbers of the patterns of the list that is being read, as bytes.
  private var list: [UInt8] = []

  /// Adds a key that is finished but for its use.
  mutating func append(_ row: KeyRow) {
    var (row, use) = (row, UseNumber())
    // What is not declared is empty.
    for text in [row.purpose, row.owner, row.tenant] { use.add(texts.span.extracting(text.value.indices)) }
    row.use = use.number
    rows.append(row)
  }

  /// Keeps `text`, which stands at `span`.
  mutating func keep(_ text: Span<UInt8>, at span: SourceSpan) -> Packed<PackedRange> {
    let start = texts.count
    unsafe text.withUnsafeBufferPointer { text in unsafe texts.append(contentsOf: text) }
    return Packed(PackedRange(start, texts.count), at: span)
  }

  /// Keeps the owner `text`, which stands at `span`: once, where the key before has the same one.
  mutating func keep(owner text: Span<UInt8>, at span: SourceSpan) -> Packed<PackedRange> {
    if let last = rows.last, last.declared.contains(.owner) {
      let known = texts.span.extracting(last.owner.value.indices)
      if known.equals(text) { return Packed(last.owner.value, at: span) }
    }
    return keep(text, at: span)
  }

  /// Keeps the tenant `text`, which stands at `span`: nothing for `*`.
  mutating func keep(tenant text: Span<UInt8>, at span: SourceSpan) -> Packed<PackedRange> {
    text.equals("*") ? Packed(.none, at: span) : keep(text, at: span)
  }

  /// The number of the type name that `text` is.
  mutating func type(_ text: Span<UInt8>) -> UInt32? {
    nameNumbers.number(of: text)
      ?? Name(parsing: text).map { name in
        names.append(name)
        return nameNumbers.add(text)
      }
  }

  /// The number of the environment that `text` names.
  mutating func environment(_ text: Span<UInt8>) -> UInt32? {
    environmentNumbers.number(of: text)
      ?? EnvironmentName(parsing: text).map { name in
        environments.append(name)
        return environmentNumbers.add(text)
      }
  }

  /// Begins a list of scopes; its items' places begin at the number.
  mutating func beginScopes() -> UInt32 {
    list.removeAll(keepingCapacity: true)
    return UInt32(scopeSpans.count)
  }

  /// Adds an item to the list of scopes; false if `text` is none.
  mutating func append(scope text: Span<UInt8>, at span: SourceSpan) -> Bool {
    let known =
      patternNumbers.number(of: text)
      ?? ScopePattern(parsing: text).map { pattern in
        patterns.append(pattern)
        return patternNumbers.add(text)
      }
    guard let number = known else { return false }
    scopeSpans.append(PackedSpan(span))
    for shift in stride(from: 0 as UInt32, to: 32, by: 8) { list.append(UInt8(truncatingIfNeeded: number >> shift)) }
    return true
  }

  /// The number of the list of scopes that is complete now.
  mutating func endScopes() -> UInt32 {
    let list = list
    if let number = listNumbers.number(of: list.span) { return number }
    let items = stride(from: 0, to: list.count, by: 4).map { start in
      (start..<start + 4).reversed().reduce(0) { $0 << 8 | Int(list[$1]) }
    }
    scopeLists.append(items.map { patterns[$0] })
    return listNumbers.add(list.span)
  }

  mutating func append(_ network: Located<Network>) { networks.append(Packed(network)) }

  mutating func append(_ label: KeyTable.LabelRow) { labels.append(label) }

  mutating func append(_ secret: SecretDeclaration) { secrets.append(SecretRow(secret)) }

  /// Keeps what few keys say; the number of its place.
  mutating func keep(_ fields: SeldomFields) -> UInt32 {
    seldom.append(fields)
    return UInt32(seldom.count - 1)
  }
}
