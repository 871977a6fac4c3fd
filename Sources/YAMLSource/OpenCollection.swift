import CYaml
import Diagnostics

/// A sequence or mapping whose end has not come yet, or the stream that all of them stand in.
struct OpenCollection {
  /// Its own node; -1 for the stream.
  let node: Int
  let isMapping: Bool
  /// How many children are complete.
  var children = 0
  /// Where the last of them ends.
  var end: UInt32 = 0
  /// The key of an entry that stands here a second time, to be left out once its value is complete.
  var secondKey: Int?
  /// What tells most new keys from those that are there.
  var marks = KeyMarks()

  /// What documents stand in.
  static let stream = OpenCollection(node: -1, isMapping: false)
}

extension TreeBuilder {
  /// Opens a collection; false where it lies too deep to read on.
  mutating func beginCollection(_ event: UnsafePointer<yaml_event_t>, _ kind: YAMLKind) -> Bool {
    let start = offset(unsafe event.pointee.start_mark.index)
    guard outer.count < YAMLParser.depthLimit else { return refuseDepth(at: start) }
    // Both kinds of start lie the same way in the event's union.
    let properties = unsafe event.pointee.data.sequence_start
    if unsafe properties.anchor != nil || properties.tag != nil { refuseProperties(at: start) }
    outer.append(inner)
    inner = OpenCollection(node: nodes.count, isMapping: kind == .mapping)
    nodes.append(YAMLNodeRecord(kind: kind, start: UInt32(start), end: UInt32(start), next: 0))
    return true
  }

  /// Closes the innermost collection.
  ///
  /// One without brackets ends with its last child: libyaml sees its end only at the next thing, beyond comments.
  mutating func endCollection(_ event: UnsafePointer<yaml_event_t>) {
    let node = inner.node
    guard let parent = outer.popLast() else { return }
    if !largeKeys.isEmpty { largeKeys[node] = nil }
    let (start, end) = unsafe (event.pointee.start_mark.index, event.pointee.end_mark.index)
    let trueEnd = end > start ? UInt32(offset(end)) : max(nodes[node].end, inner.end)
    nodes[node].end = trueEnd
    nodes[node].next = UInt32(nodes.count)
    inner = parent
    completeChild(node, endingAt: trueEnd)
  }

  /// Counts the node at `index`, which is complete and ends at `end`, in the collection that it stands in.
  mutating func completeChild(_ index: Int, endingAt end: UInt32) {
    inner.children &+= 1
    inner.end = max(inner.end, end)
    guard inner.isMapping else { return }
    if inner.children & 1 == 1 {
      checkKey(index)
    } else if let second = inner.secondKey {
      nodes.removeLast(nodes.count - second)
      inner.secondKey = nil
    }
  }
}
