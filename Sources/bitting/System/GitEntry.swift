/// The name of a git object: 40 hexadecimal digits, or 64 in a repository of the newer format.
struct GitObjectID: Hashable {
  /// The digits.
  let text: String

  /// The name that stands alone on a line; nil if there is something else.
  init?(line: [UInt8]) {
    let digits = line.last == 0x0A ? line.dropLast() : line[...]
    guard digits.count == 40 || digits.count == 64 else { return nil }
    guard digits.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }) else { return nil }
    text = String(decoding: digits, as: UTF8.self)
  }

  /// Enough of it for people.
  var short: String { String(text.prefix(10)) }
}

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
  init?(line: ArraySlice<UInt8>) {
    guard let tab = line.firstIndex(of: 0x09) else { return nil }
    let words = line[..<tab].split(separator: 0x20)
    guard words.count == 3, let object = GitObjectID(line: Array(words[2])) else { return nil }
    self.object = object
    path = Array(line[(tab + 1)...])
    kind =
      switch String(decoding: words[0], as: UTF8.self) {
      case "100644", "100755": .file
      case "120000": .irregular("a symbolic link")
      case "160000": .irregular("a submodule")
      default: .irregular("something unknown")
      }
  }
}
