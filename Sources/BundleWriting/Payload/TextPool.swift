internal import BundleFormat
internal import KeyModel

/// Every text of a content once, and where it begins in the section.
struct TextPool {
  private let layout: TextLayout
  /// All texts but the names of keys.
  private let others: OrderedTexts
  /// The places among those that were ordered of each key's owner and tenant.
  private let owners: [Int32]
  private let tenants: [Int32]

  init(_ content: BundleContent, _ keys: SortedKeys) throws(PayloadFailure) {
    var texts = TextPool.texts(of: content)
    // Many keys have one owner, and each is looked up; a tenant is often that of one key, or of neighbours.
    let used = keys.numbered { keys.keys[$0].owner }
    let first = Int32(truncatingIfNeeded: texts.count)
    texts += used.values
    owners = used.ofKeys.map { first + $0 }
    texts.reserveCapacity(texts.count + keys.keys.count)
    var tenants: [Int32] = []
    tenants.reserveCapacity(keys.keys.count)
    for place in keys.keys.indices {
      let tenant = TextPool.text(of: keys.keys[place].tenant)
      if texts.last != tenant { texts.append(tenant) }
      tenants.append(Int32(truncatingIfNeeded: texts.count - 1))
    }
    self.tenants = tenants
    others = OrderedTexts(texts)
    layout = try TextLayout(keys, among: others.texts)
  }

  /// Where the name of each key begins.
  var ids: [UInt32] { layout.ids }

  /// The text that the record of a secret refers to for `tenant`; empty where it refers to none.
  private static func text(of tenant: BundleContent.TenantReach) -> Text {
    if case .one(let name) = tenant { name.text } else { Text("") }
  }

  /// The texts of everything but keys.
  private static func texts(of content: BundleContent) -> [Text] {
    var texts = [content.project.text, content.service.text, content.environment.text, lead(of: content), Text("")]
    texts += content.levels.map(\.text)
    texts += content.scopes.map(\.resource.text)
    texts += content.types.map(\.name.text)
    for route in content.routes {
      texts += [Text(route.template.description), route.template.method]
      for case .literal(let literal) in route.template.segments { texts.append(literal) }
    }
    return texts
  }

  /// What the project's tokens begin with: `shop_live_`.
  static func lead(of content: BundleContent) -> Text {
    let lead = Token.lead(content.tokenPrefix, content.environment)
    return Text(copying: lead.span)
  }

  /// Where `text`, which is one of the content's, begins.
  subscript(_ text: Text) -> UInt32 {
    // Invariant: `texts(of:)` lists every text that any table refers to, so the empty text never stands in.
    others.place(of: text).map { layout.others[$0] } ?? 0
  }

  /// Where the owner of the key at `place` begins.
  func owner(ofKeyAt place: Int) -> UInt32 { begin(ofGiven: owners[place]) }

  /// Where the tenant of the key at `place` begins, if it has one.
  func tenant(ofKeyAt place: Int) -> UInt32 { begin(ofGiven: tenants[place]) }

  private func begin(ofGiven index: Int32) -> UInt32 { layout.others[Int(others.places[Int(index)])] }

  func table() throws(PayloadFailure) -> RecordTable {
    var table = try RecordTable(.texts, count: layout.end)
    var start = 0
    for text in layout.texts {
      table.put(UInt16(text.utf8.count), size: 2, record: start)
      table.put(text.utf8.span, at: start + TextRecord.bytes)
      start += TextRecord.bytes + text.utf8.count
    }
    return table
  }
}
