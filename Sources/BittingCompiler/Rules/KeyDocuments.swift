internal import Diagnostics
internal import KeyModel

/// Which key a place in the files belongs to.
struct KeyDocuments {
  /// By place; documents never overlap.
  private let documents: [(span: SourceSpan, key: KeyID)]

  init(_ keys: [Catalog.Key]) {
    documents = keys.map { ($0.declaration.span, $0.id) }.sorted { $0.0 < $1.0 }
  }

  /// The one key that `finding` is about: its place is in that key's document or, if it is in no key's, all its further
  /// places that are in any.
  func subject(of finding: Finding) -> KeyID? {
    if let key = key(at: finding.span) { return key }
    let others = Set(finding.related.compactMap { key(at: $0.span) })
    return others.count == 1 ? others.first : nil
  }

  /// The key in whose document `span` lies.
  func key(at span: SourceSpan) -> KeyID? {
    var (low, high) = (0, documents.count)
    while low < high {
      let middle = (low + high) / 2
      let start = documents[middle].span
      if (start.file, start.start) <= (span.file, span.start) { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let (document, key) = documents[low - 1]
    return document.file == span.file && span.end <= document.end ? key : nil
  }
}
