import CYaml
import Diagnostics

/// Builds the table of nodes of one file from libyaml's events.
///
/// Refused things that leave the rest of their document readable (an anchor, a tag, a second entry of one key) are left
/// out of it; others take their document with them.
struct TreeBuilder {
  let source: [UInt8]
  let markLength: Int
  var marks: MarkCursor
  var refusals: Refusals
  var nodes: [YAMLNodeRecord] = []
  /// See ``YAMLTable/texts``; the same array as the source until something has to be added.
  var texts: [UInt8]
  /// The innermost collection that is open, beside the array of the others, because every event looks at it.
  var inner = OpenCollection.stream
  var outer: [OpenCollection] = []
  /// The keys by hash of those open mappings that have too many to compare each with all, by the mapping's node.
  var largeKeys: [Int: KeySet] = [:]
  /// Whether the document being read is to be left out.
  var isBroken = false
  private var roots: [(index: Int?, number: Int)] = []
  /// Where the nodes of the document being read begin; the end of all nodes between two documents.
  private var first = 0
  private var number = 0

  init(source: [UInt8], scan: SourceScan) {
    self.source = source
    texts = source
    markLength = scan.markLength
    marks = MarkCursor(source, after: scan)
    refusals = scan.refusals
    nodes.reserveCapacity(source.count / 12)
    outer.reserveCapacity(8)
  }

  /// Takes in all events of the source.
  mutating func takeAll() {
    let input = source
    unsafe input.withUnsafeBufferPointer { bytes in
      // Without the byte order mark, so that libyaml counts positions from the first character.
      let content = unsafe UnsafeBufferPointer(rebasing: bytes[markLength...])
      guard !content.isEmpty else { return }
      guard let events = unsafe EventReader(content) else { return outOfMemory() }
      var goesOn = true
      while goesOn {
        switch events.next() {
        case .failed: goesOn = fail(events.problem())
        case .read: goesOn = unsafe take(events.event)
        }
      }
    }
  }

  /// Takes in one event; false after the last one that is worth reading.
  private mutating func take(_ event: UnsafePointer<yaml_event_t>) -> Bool {
    switch unsafe event.pointee.type {
    case YAML_STREAM_END_EVENT: return false
    case YAML_DOCUMENT_START_EVENT: beginDocument()
    case YAML_DOCUMENT_END_EVENT: endDocument()
    case YAML_ALIAS_EVENT: unsafe addAlias(event)
    case YAML_SCALAR_EVENT: unsafe addScalar(event)
    case YAML_SEQUENCE_START_EVENT: return unsafe beginCollection(event, .sequence)
    case YAML_MAPPING_START_EVENT: return unsafe beginCollection(event, .mapping)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: unsafe endCollection(event)
    default: break
    }
    return nodes.count <= YAMLParser.nodeLimit || refuseMoreNodes()
  }

  /// Everything that was read, as documents of one table.
  func finish() -> ParsedYAML {
    let findings = refusals.findings.isEmpty ? [] : refusals.findings.sorted { $0.span < $1.span }
    let table = YAMLTable(file: refusals.file, source: source, texts: texts, nodes: nodes)
    let documents = roots.map { YAMLDocument(table: table, rootIndex: $0.index, number: $0.number) }
    return ParsedYAML(documents: documents, findings: findings)
  }

  /// The byte offset of a position in code points.
  mutating func offset(_ index: Int) -> Int { marks.offset(of: index) }

  private mutating func beginDocument() {
    first = nodes.count
    number += 1
    isBroken = false
    inner = .stream
    outer.removeAll(keepingCapacity: true)
    largeKeys = [:]
  }

  private mutating func endDocument() {
    guard !isBroken else { return dropDocument() }
    let holdsNothing = nodes[first].isPlain && nodes[first].start == nodes[first].end
    roots.append((holdsNothing ? nil : first, number))
    if holdsNothing { dropDocument() }
    first = nodes.count
  }

  /// Forgets the nodes of the document being read.
  private mutating func dropDocument() {
    nodes.removeLast(nodes.count - first)
  }
}

// Stopping early.
extension TreeBuilder {
  /// Reports what libyaml could not read; always false, since nothing follows.
  private mutating func fail(_ problem: SyntaxProblem) -> Bool {
    let began = offset(problem.contextPlace)
    let place = offset(problem.place)
    var problem = problem
    problem.isAtTab = place < source.count && source[place] == 0x09
    var related: [Finding.Related] = []
    if let fact = problem.contextFact, began < place {
      related = [.init(fact, at: SourceSpan(file: refusals.file, start: began, end: began + 1))]
    }
    let start = problem.isAboutContext ? began : place
    let end = problem.isAboutProperty ? propertyEnd(from: start) : start
    refusals.report(problem.fact, from: start, to: end, help: problem.help, related: related)
    dropDocument()
    return false
  }

  /// Reports that libyaml could not even begin.
  private mutating func outOfMemory() {
    refusals.report("there is not enough memory to read the file", from: 0, to: 0)
  }

  private mutating func refuseMoreNodes() -> Bool {
    let start = nodes.last.map { Int($0.start) } ?? 0
    refusals.report("the file holds more than \(YAMLParser.nodeLimit) values", from: start, to: start)
    dropDocument()
    return false
  }

  /// Reports a collection that lies too deep; always false.
  mutating func refuseDepth(at start: Int) -> Bool {
    refusals.report(
      "more than \(YAMLParser.depthLimit) lists and mappings stand in each other", from: start, to: start + 1)
    dropDocument()
    return false
  }
}
