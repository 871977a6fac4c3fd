internal import BundleFormat
internal import KeyModel

/// Every text of a content once, and where it begins in the section.
struct TextPool {
  private let references: [Text: UInt32]
  private let texts: [Text]
  private let byteCount: Int

  init(_ content: BundleContent) throws(PayloadFailure) {
    let texts = Set(TextPool.texts(of: content) + [Text("")]).map { SortableText($0) }.sorted().map(\.text)
    var references: [Text: UInt32] = [:]
    references.reserveCapacity(texts.count)
    var next = 0
    for text in texts {
      guard text.utf8.count <= BundleLimits.textBytes else { throw .textTooLong(Text(String(text.string.prefix(64)))) }
      guard let reference = UInt32(exactly: next) else { throw .tooLarge }
      references[text] = reference
      next += TextRecord.bytes + text.utf8.count
    }
    (self.texts, self.references, byteCount) = (texts, references, next)
  }

  private static func texts(of content: BundleContent) -> [Text] {
    var texts = [content.project.text, content.service.text, content.environment.text, lead(of: content)]
    texts += content.levels.map(\.text)
    texts += content.scopes.map(\.resource.text)
    texts += content.types.map(\.name.text)
    for key in content.keys {
      texts += [key.id.text, key.owner]
      if case .one(let tenant) = key.tenant { texts.append(tenant.text) }
    }
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
    references[text] ?? 0
  }

  func table() throws(PayloadFailure) -> RecordTable {
    var table = try RecordTable(.texts, count: byteCount)
    for text in texts {
      let start = Int(self[text])
      table.put(UInt16(text.utf8.count), size: 2, record: start)
      table.put(text.utf8, at: start + TextRecord.bytes)
    }
    return table
  }
}
