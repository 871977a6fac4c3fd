internal import BundleFormat
internal import KeyModel

/// Every text of a content once, and where it begins in the section.
struct TextPool {
  private let layout: TextLayout
  /// The names of the keys.
  private let names: TextColumn
  /// All other texts: those of everything but keys, then the owners, then the tenants.
  private let others: OrderedTexts
  /// Where each owner begins, by its number.
  let owners: [UInt32]
  /// Where each tenant begins, by its number.
  let tenants: [UInt32]

  init(_ content: BundleContent, _ keys: PackedKeys) throws(PayloadFailure) {
    var texts = TextColumn()
    for text in TextPool.texts(of: content) { texts.append(text.utf8.span) }
    let firstOwner = texts.count
    for owner in keys.owners.values { texts.append(owner.utf8.span) }
    let firstTenant = texts.count
    for tenant in 0..<keys.tenants.count { texts.append(keys.tenants[tenant]) }
    let others = OrderedTexts(texts)
    let layout = try TextLayout(keys.ids, among: others.texts)
    let starts = others.places.map { layout.others[Int($0)] }
    owners = Array(starts[firstOwner..<firstTenant])
    tenants = Array(starts[firstTenant...])
    names = keys.ids
    (self.others, self.layout) = (others, layout)
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
