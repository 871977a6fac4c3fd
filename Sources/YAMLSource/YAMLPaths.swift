public import Diagnostics

/// Where things stand in the structure of one file, such as `secrets[0].sha256`.
///
/// Made for the files that have findings, once each: it goes over all nodes, then each path is a short climb.
public struct YAMLPaths: Sendable {
  private let table: YAMLTable?
  /// The node above each node; -1 for a root.
  private var parents: [Int32] = []
  /// For an item its place in its list, for the key and the value of an entry the key's node, for a root the number of
  /// its document.
  private var labels: [Int32] = []

  /// The paths of the file that `documents`, all those of one ``ParsedYAML``, are from.
  public init(_ documents: [YAMLDocument]) {
    table = documents.first?.table
    let count = table?.nodes.count ?? 0
    parents = Array(repeating: -1, count: count)
    labels = Array(repeating: 0, count: count)
    for document in documents {
      guard let root = document.rootIndex else { continue }
      labels[root] = Int32(clamping: document.number)
      for node in root..<Int(document.table.nodes[root].next) { labelChildren(of: node, in: document.table) }
    }
  }

  /// The paths of `file`, read for this alone.
  public init(reading file: SourceFile, as id: FileID) {
    self.init(YAMLParser.parse(file, as: id).documents)
  }

  /// The path of the innermost node that `span` lies in; empty for the first document itself and outside of all.
  ///
  /// Keys that are not letters, digits, `-` and `_` throughout stand in double quotes. In a further document the path
  /// begins with its number: `#2.key`.
  public func path(at span: SourceSpan) -> String {
    guard let table, var node = lastNode(startingBefore: span.start, in: table) else { return "" }
    while table.nodes[node].end < span.end {
      guard parents[node] >= 0 else { return "" }
      node = Int(parents[node])
    }
    return path(of: node, in: table)
  }

  private mutating func labelChildren(of node: Int, in table: YAMLTable) {
    var (child, place, key) = (node + 1, 0, node)
    guard table.nodes[node].kind != .scalar else { return }
    let isMapping = table.nodes[node].kind == .mapping
    while child < Int(table.nodes[node].next) {
      if place & 1 == 0 { key = child }
      parents[child] = Int32(node)
      labels[child] = Int32(isMapping ? key : place)
      place += 1
      child = Int(table.nodes[child].next)
    }
  }

  /// Of the nodes that start at or before `offset`, the last; whatever else holds that byte is above it.
  private func lastNode(startingBefore offset: UInt32, in table: YAMLTable) -> Int? {
    var (low, high) = (0, table.nodes.count)
    while low < high {
      let middle = (low + high) / 2
      if table.nodes[middle].start <= offset { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }

  private func path(of node: Int, in table: YAMLTable) -> String {
    var parts: [String] = []
    var node = node
    while parents[node] >= 0 {
      let parent = Int(parents[node])
      let isItem = table.nodes[parent].kind == .sequence
      parts.append(isItem ? "[\(labels[node])]" : "." + key(at: Int(labels[node]), in: table))
      node = parent
    }
    let path = parts.reversed().joined()
    if labels[node] > 1 { return "#\(labels[node])" + path }
    return path.hasPrefix(".") ? String(path.dropFirst()) : path
  }

  private func key(at node: Int, in table: YAMLTable) -> String {
    let text = table.texts[table.nodes[node].text]
    let key = String(decoding: text, as: UTF8.self)
    return !text.isEmpty && text.allSatisfy(Self.isNameByte) ? key : JSONValue.string(key).text
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
    default: false
    }
  }
}

extension YAMLPaths {
  /// Names the paths of `findings` for a ``FindingLocator``: each file of `sources` that one of them is in is read again.
  public static func naming(_ findings: [Finding], in sources: SourceSet) -> (SourceSpan) -> String {
    var files: [FileID: YAMLPaths] = [:]
    for id in Set(findings.map(\.span.file)) where sources.files.indices.contains(Int(id.index)) {
      files[id] = YAMLPaths(reading: sources[id], as: id)
    }
    return { [files] span in files[span.file]?.path(at: span) ?? "" }
  }
}
