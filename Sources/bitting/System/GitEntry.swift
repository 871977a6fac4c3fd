internal import KeyModel
internal import Sodium

/// One name in a commit, as `git ls-tree -z` lists it: `100644 blob <object>\t<path>`.
struct GitEntry {
  /// What it is.
  enum Kind: Hashable {
    case file
    case irregular(String)
  }

  /// What it is.
  let kind: Kind
  /// What it holds.
  let object: GitObjectID
  /// The bytes of its path, relative to the root.
  let path: [UInt8]

  /// The entry on `line`; nil if it has another form.
  init?(line: Span<UInt8>) {
    guard let tab = line.firstIndex(of: 0x09) else { return nil }
    let words = line.extracting(0..<tab)
    guard let mode = words.firstIndex(of: 0x20), let type = words.firstIndex(of: 0x20, from: mode + 1),
      let object = GitObjectID(words.extracting((type + 1)..<tab))
    else { return nil }
    self.object = object
    path = line.extracting((tab + 1)..<line.count).array
    kind = GitEntry.kind(words.extracting(0..<mode))
  }

  private static func kind(_ mode: Span<UInt8>) -> Kind {
    if mode.equals(Text("100644")) || mode.equals(Text("100755")) { return .file }
    if mode.equals(Text("120000")) { return .irregular("a symbolic link") }
    return .irregular(mode.equals(Text("160000")) ? "a submodule" : "something unknown")
  }
}

extension Span<UInt8> {
  fileprivate func firstIndex(of byte: UInt8, from start: Int) -> Int? {
    (start..<count).first { self[$0] == byte }
  }
}
