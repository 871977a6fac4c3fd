internal import Diagnostics
internal import KeyModel

/// The environments that names of keys and folders of files speak of: `-test` and `keys/test/` of `test`.
struct SpokenEnvironments: Sendable {
  private let environments: [EnvironmentName]
  /// The bytes of their names, one after the other.
  private var texts: [UInt8] = []
  /// Where each of these ends.
  private var ends: [Int] = []
  /// What the folders of each file speak of.
  private var folders: [[EnvironmentName]] = []

  /// Looks for `names` in the paths of `sources`.
  init(_ names: [EnvironmentName], in sources: SourceSet) {
    environments = names
    for name in names {
      texts.append(contentsOf: name.text.utf8)
      ends.append(texts.count)
    }
    folders = sources.files.map { file in
      let path = file.path.utf8.span
      var end = path.count
      while end > 0, path[end - 1] != 0x2F { end -= 1 }
      return self.names(in: path.extracting(0..<max(0, end - 1)), 0x2F)
    }
  }

  /// Those that the folders of `file` are named for.
  func names(inFolderOf file: FileID) -> [EnvironmentName] { folders[Int(file.index)] }

  /// Those that parts of `name` are named for.
  func names(in name: Span<UInt8>) -> [EnvironmentName] { names(in: name, 0x2D) }

  private func names(in text: Span<UInt8>, _ separator: UInt8) -> [EnvironmentName] {
    var names: [EnvironmentName] = []
    var start = 0
    for end in 0...text.count where end == text.count || text[end] == separator {
      let part = text.extracting(start..<end)
      start = end + 1
      forEachPlace(of: part) { names.append(environments[$0]) }
    }
    return names
  }

  private func forEachPlace(of text: Span<UInt8>, _ body: (Int) -> Void) {
    var start = 0
    for place in ends.indices {
      let end = ends[place]
      if end - start == text.count, texts.span.extracting(start..<end).equals(text) { body(place) }
      start = end
    }
  }
}
