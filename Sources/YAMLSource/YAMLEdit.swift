import Diagnostics

/// Changes to a file that leave alone what they are not about: comments, order, quotes, line endings, blank lines.
///
/// Each takes a node of a file that was read in full and returns the file's new bytes. They are read again before, and
/// an edit that would change anything else fails with ``YAMLEditFailure/unsupportedLayout``.
public enum YAMLEdit {
  /// Makes the scalar `node` say `text`, in its own kind of quotes where they can hold it.
  public static func replaceScalar(_ node: YAMLNode, with text: String) throws(YAMLEditFailure) -> [UInt8] {
    guard node.kind == .scalar else { throw .wrongKind }
    guard let written = written(text, like: node) else { throw .forbiddenCharacter }
    let range = node.span.range
    let needsBlank = range.isEmpty && range.lowerBound > 0 && node.table.source[range.lowerBound - 1] > 0x20
    var edit = SourceEdit(of: node)
    edit.replace(range, with: (needsBlank ? " " : "") + written)
    return try edit.proven(changing: node.index) { _ in YAMLOutline(text) }
  }

  /// Makes the entry `key` of `mapping` say `text`; an entry that is not there comes after the last one.
  public static func setEntry(
    _ key: String, to text: String, of mapping: YAMLNode
  ) throws(YAMLEditFailure) -> [UInt8] {
    guard mapping.kind == .mapping else { throw .wrongKind }
    if let value = mapping.entry(key)?.value { return try replaceScalar(value, with: text) }
    guard let name = YAMLScalarText.written(key), let written = YAMLScalarText.written(text) else {
      throw .forbiddenCharacter
    }
    var edit = SourceEdit(of: mapping)
    edit.add("\(name): \(written)", to: mapping)
    return try edit.proven(changing: mapping.index) { $0.adding(key, YAMLOutline(text)) }
  }

  /// Adds `item`, a mapping of texts, behind the last item of the list that is the entry `key` of `mapping`.
  ///
  /// It is laid out as the items before it are. An entry that is missing or empty becomes a list.
  public static func appendItem(
    _ item: [(key: String, value: String)], to key: String, of mapping: YAMLNode
  ) throws(YAMLEditFailure) -> [UInt8] {
    guard mapping.kind == .mapping else { throw .wrongKind }
    guard let text = ItemText(item), let name = YAMLScalarText.written(key) else { throw .forbiddenCharacter }
    var edit = SourceEdit(of: mapping)
    guard let entry = mapping.entry(key) else {
      edit.addList(name, of: text, to: mapping)
      return try edit.proven(changing: mapping.index) { $0.adding(key, .sequence([YAMLOutline(item)])) }
    }
    guard edit.append(text, to: entry, of: mapping) else { throw .wrongKind }
    return try edit.proven(changing: entry.value.index) { $0.appending(YAMLOutline(item)) }
  }

  /// Removes the item at `index`, counted from 0, of the list that is the entry `key` of `mapping`.
  ///
  /// Whole lines go, with the comments between and behind the item's own ones; a comment above it stays. A list that
  /// has no items left is written `[]`.
  public static func removeItem(
    at index: Int, from key: String, of mapping: YAMLNode
  ) throws(YAMLEditFailure) -> [UInt8] {
    guard mapping.kind == .mapping, let entry = mapping.entry(key), entry.value.kind == .sequence else {
      throw .wrongKind
    }
    guard entry.value.items.indices.contains(index) else { throw .wrongKind }
    var edit = SourceEdit(of: mapping)
    guard edit.remove(index, from: entry) else { throw .unsupportedLayout }
    return try edit.proven(changing: entry.value.index) { $0.removing(index) }
  }

  private static func written(_ text: String, like node: YAMLNode) -> String? {
    let range = node.span.range
    switch range.isEmpty ? 0 : node.table.source[range.lowerBound] {
    case 0x27 where !node.isPlain: return YAMLScalarText.singleQuoted(text) ?? YAMLScalarText.quoted(text)
    case 0x22 where !node.isPlain: return YAMLScalarText.quoted(text)
    default: return YAMLScalarText.written(text)
    }
  }
}

extension YAMLNode {
  /// The entry of a mapping whose key says the bytes of `key`.
  func entry(_ key: String) -> (key: YAMLNode, value: YAMLNode)? {
    entries.first { entry in
      entry.key.withText { text in text.indices.map { text[$0] } }.elementsEqual(key.utf8)
    }
  }
}
