internal import BundleFormat
internal import KeyModel

/// Every text of a content once, and where it begins in the section.
struct TextPool {
  private let layout: TextLayout
  /// The names of the keys.
  private let names: TextColumn
  /// All other texts: those of everything but keys, then the owners, then the tenants.
  private let others: OrderedTexts
  /// The place of the first owner and of the first tenant among those that were ordered.
  private let firstOwner: Int
  private let firstTenant: Int

  init(_ content: BundleContent, _ keys: PackedKeys) throws(PayloadFailure) {
    var texts = TextColumn()
    for text in TextPool.texts(of: content) { texts.append(text.utf8.span) }
    firstOwner = texts.count
    for owner in keys.owners.values { texts.append(owner.utf8.span) }
    firstTenant = texts.count
    for tenant in 0..<keys.tenants.count { texts.append(keys.tenants[tenant]) }
    others = OrderedTexts(texts)
    names = keys.ids
    layout = try TextLayout(names, among: others.texts)
  }

  /// Where the name of each key begins.
  var ids: [UInt32] { layout.ids }

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

  /// Where the owner with `number` begins.
  func owner(_ number: Int32) -> UInt32 { begin(ofGiven: firstOwner + Int(number)) }

  /// Where the tenant with `number` begins.
  func tenant(_ number: Int32) -> UInt32 { begin(ofGiven: firstTenant + Int(number)) }

  private func begin(ofGiven index: Int) -> UInt32 { layout.others[Int(others.places[index])] }

  func table() throws(PayloadFailure) -> RecordTable {
    var table = try RecordTable(.texts, count: layout.end)
    TextPool.put(names, at: layout.ids, in: &table)
    TextPool.put(others.texts, at: layout.others, in: &table)
    return table
  }

  private static func put(_ texts: TextColumn, at starts: [UInt32], in table: inout RecordTable) {
    for (place, start) in starts.enumerated() {
      let text = texts[place]
      table.put(UInt16(text.count), size: 2, record: Int(start))
      table.put(text, at: Int(start) + TextRecord.bytes)
    }
  }
}
