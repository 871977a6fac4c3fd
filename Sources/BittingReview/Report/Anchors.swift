internal import BittingCompiler
internal import Diagnostics
internal import KeyModel

/// Where in the head each change is to be shown, of which some are no longer declared there: readers of SARIF take no
/// result without a place, and none in a file that is gone.
struct Anchors {
  /// The files of both sides; their spans mean nothing on the other.
  let sources: Sides<SourceSet>
  /// What the head declares.
  let head: Catalog
  private let files: [Text: FileID]

  /// The anchors of `drafts`; looks through the names of the files only where one of them needs it.
  init(of drafts: [EntryDraft], in sources: Sides<SourceSet>, _ head: Catalog) {
    self.sources = sources
    self.head = head
    let isNeeded = drafts.contains { $0.span == nil && $0.formerSpan != nil }
    let named = isNeeded ? sources.head.ids.map { (Text(sources.head[$0].path), $0) } : []
    files = Dictionary(named) { first, _ in first }
  }

  /// Where it is declared; else where it was, in what is there now; else the key that it is about; else ``home``.
  func span(of draft: EntryDraft) -> SourceSpan? {
    draft.span ?? draft.formerSpan.flatMap(remains) ?? key(of: draft) ?? home
  }

  /// Where what is about no place in particular is shown: the project, or the first file. Nil where there is no file.
  var home: SourceSpan? {
    let project = head.declarations.project
    return project?.name?.span ?? project?.span
      ?? sources.head.ids.first.map { SourceSpan(file: $0, start: 0, end: 0) }
  }

  /// The place of what stands in the head where `span` stood in the base. Locators do not look behind a file's end.
  private func remains(_ span: SourceSpan) -> SourceSpan? {
    files[Text(sources.base[span.file].path)].map { SourceSpan(file: $0, start: Int(span.start), end: Int(span.start)) }
  }

  private func key(of draft: EntryDraft) -> SourceSpan? {
    guard draft.subject == .tombstone, let id = KeyID(draft.name) else { return nil }
    return head.keys.first { $0.id == id }?.declaration.id.span
  }
}
