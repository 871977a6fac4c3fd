internal import BittingCompiler
internal import Diagnostics
internal import KeyModel

/// Where in the head each change is to be shown, of which some are no longer declared there: readers of SARIF take no
/// result without a place, and none in a file that is gone.
///
/// It is the same place whether both revisions were read as a whole or in part, so that an alert stays where it is.
struct Anchors {
  /// The files of both sides; their spans mean nothing on the other.
  let sources: Sides<SourceSet>
  /// Where what is about no place in particular is shown: the project, or the first file. Nil where there is no file.
  let home: SourceSpan?
  private var remaining: [Text: FileID] = [:]

  /// The anchors of `drafts`; looks through the files only where one of them needs it.
  init(of drafts: [EntryDraft], in sources: Sides<SourceSet>, _ head: Catalog) {
    self.sources = sources
    let project = head.declarations.project
    let first = sources.head.ids.first.map { SourceSpan(file: $0, start: 0, end: 0) }
    home = project?.name?.span ?? project?.span ?? first
    let former = Set(drafts.filter { $0.span == nil }.compactMap { $0.formerSpan?.file })
    guard !former.isEmpty else { return }
    let paths = Set(former.map { Text(sources.base[$0].path) })
    // A file that the base has, too, came from elsewhere, and says nothing about what stood here.
    let known = Dictionary(grouping: sources.base.files, by: \.bytes.count)
    for id in sources.head.ids where paths.contains(Text(sources.head[id].path)) {
      let bytes = sources.head[id].bytes
      if known[bytes.count]?.contains(where: { $0.bytes == bytes }) != true {
        remaining[Text(sources.head[id].path)] = id
      }
    }
  }

  /// Where it is declared; else where it was, in what is there now; else ``home``.
  func span(of draft: EntryDraft) -> SourceSpan? {
    draft.span ?? draft.formerSpan.flatMap(remains) ?? home
  }

  /// The place of what stands in the head where `span` stood in the base. Locators do not look behind a file's end.
  private func remains(_ span: SourceSpan) -> SourceSpan? {
    remaining[Text(sources.base[span.file].path)].map {
      SourceSpan(file: $0, start: Int(span.start), end: Int(span.start))
    }
  }
}
