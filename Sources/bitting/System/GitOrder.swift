/// The order in which git keeps names, and in which each stands once.
///
/// Git takes it for granted: in a folder that is out of order it finds other files when it is asked about some of them than
/// when it checks all of them out, and of two files of one name it checks out one. Nobody makes such a folder by mistake, and
/// not every server refuses it.
struct GitOrder {
  /// The last path, and those before it that it begins with.
  private var open: [[UInt8]] = []

  /// Whether `path` may stand behind all that were asked about so far.
  ///
  /// Those of one folder and those of a whole tree are ordered alike: by their bytes, a folder with its `/`.
  mutating func allows(_ path: [UInt8]) -> Bool {
    if let last = open.last, !last.lexicographicallyPrecedes(path) { return false }
    while let last = open.last, !path.starts(with: last) { open.removeLast() }
    // No file is a folder, too.
    guard open.allSatisfy({ path[$0.count] != 0x2F }) else { return false }
    open.append(path)
    return true
  }

  /// Whether the names in a `folder`, as git stores it, stand in order, and each is one name.
  static func isKept(by folder: ArraySlice<UInt8>, objectLength: Int) -> Bool {
    var order = GitOrder()
    var rest = folder
    while !rest.isEmpty {
      guard let space = rest.firstIndex(of: 0x20), let end = rest[space...].firstIndex(of: 0),
        end + objectLength < rest.endIndex
      else { return false }
      let name = Array(rest[(space + 1)..<end])
      let isFolder = rest[..<space].elementsEqual("40000".utf8)
      guard !name.isEmpty, !name.contains(0x2F), order.allows(name + (isFolder ? [0x2F] : [])) else { return false }
      rest = rest[(end + 1 + objectLength)...]
    }
    return true
  }
}
