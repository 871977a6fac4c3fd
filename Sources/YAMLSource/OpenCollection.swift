import CYaml
import Diagnostics

/// A sequence or mapping whose end has not come yet.
struct OpenCollection {
  /// Its own node.
  let node: Int
  let isMapping: Bool
  /// How many children are complete.
  var children = 0
  /// The key of an entry that stands here a second time, to be left out once its value is complete.
  var secondKey: Int?
  /// What tells most new keys from those that are there.
  var marks = KeyMarks()
  /// The keys by hash, once there are too many to compare each with all.
  var keys: KeySet?
}

extension TreeBuilder {
  /// Opens a collection; false where it lies too deep to read on.
  mutating func beginCollection(_ event: UnsafePointer<yaml_event_t>, _ kind: YAMLKind) -> Bool {
    let start = offset(unsafe event.pointee.start_mark.index)
    guard open.count < YAMLParser.depthLimit else { return refuseDepth(at: start) }
    // Both kinds of start lie the same way in the event's union.
    let properties = unsafe event.pointee.data.sequence_start
    if unsafe properties.anchor != nil || properties.tag != nil { refuseProperties(at: start) }
    open.append(OpenCollection(node: nodes.count, isMapping: kind == .mapping))
    nodes.append(YAMLNodeRecord(kind: kind, start: UInt32(start), end: UInt32(start), next: 0))
    return true
  }

  /// Closes the innermost collection.
  ///
  /// One without brackets ends with its last child: libyaml sees its end only at the next thing, beyond comments.
  mutating func endCollection(_ event: UnsafePointer<yaml_event_t>) {
    guard let collection = open.popLast() else { return }
    let (start, end) = unsafe (event.pointee.start_mark.index, event.pointee.end_mark.index)
    if end > start { nodes[collection.node].end = UInt32(offset(end)) }
    nodes[collection.node].next = UInt32(nodes.count)
    completeChild(collection.node)
  }

  /// Counts the node at `index`, which is complete, in the collection that it stands in.
  mutating func completeChild(_ index: Int) {
    guard let innermost = open.indices.last else { return }
    open[innermost].children += 1
    let parent = open[innermost].node
    nodes[parent].end = max(nodes[parent].end, nodes[index].end)
    guard open[innermost].isMapping else { return }
    if open[innermost].children & 1 == 1 {
      checkKey(index, of: innermost)
    } else if let second = open[innermost].secondKey {
      nodes.removeLast(nodes.count - second)
      open[innermost].secondKey = nil
    }
  }
}
