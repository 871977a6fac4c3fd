internal import Diagnostics
internal import YAMLSource

/// The text of one file while fixes are made to it, the last one in the file first, so that the places of the others
/// stay where they are.
struct FixedText {
  private(set) var bytes: [UInt8]
  private let file: FileID

  /// The text of `source` as it is.
  init(_ source: SourceFile, as file: FileID) {
    bytes = source.bytes
    self.file = file
  }

  /// Makes `fix`; false if the file is laid out so that more would change.
  mutating func make(_ fix: Fix) -> Bool {
    let documents = YAMLParser.parse(SourceFile(path: "", bytes: bytes), as: file).documents
    guard let root = documents.compactMap(\.root).first(where: { $0.span.encloses(fix.span) }) else { return false }
    do {
      switch fix.change {
      case .removeItem:
        guard let place = root.item(at: fix.span) else { return false }
        bytes = try YAMLEdit.removeItem(at: place.index, from: place.key, of: place.mapping)
      case .replaceScalar(let text):
        guard let node = root.scalar(at: fix.span) else { return false }
        bytes = try YAMLEdit.replaceScalar(node, with: text)
      }
    } catch {
      return false
    }
    return true
  }
}

extension SourceSpan {
  fileprivate func encloses(_ other: SourceSpan) -> Bool {
    file == other.file && start <= other.start && other.end <= end
  }
}

extension YAMLNode {
  /// The list item at `span`, by its place in the list that is the entry `key` of `mapping`.
  fileprivate func item(at span: SourceSpan) -> (mapping: YAMLNode, key: String, index: Int)? {
    for (key, value) in entries where value.span.encloses(span) {
      if let index = value.items.firstIndex(where: { $0.span == span }) { return (self, key.text, index) }
      return value.item(at: span)
    }
    return items.first { $0.span.encloses(span) }?.item(at: span)
  }

  /// The scalar at `span`.
  fileprivate func scalar(at span: SourceSpan) -> YAMLNode? {
    if kind == .scalar { return self.span == span ? self : nil }
    return (entries.map(\.value) + items).first { $0.span.encloses(span) }?.scalar(at: span)
  }
}
