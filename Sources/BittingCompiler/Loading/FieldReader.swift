internal import Diagnostics
internal import KeyModel
internal import YAMLSource

/// Reads one mapping field by field, and reports what is missing, what is malformed and what nobody asked for.
///
/// A field is known because some code asked for it: ``finish(_:)`` compares against exactly those names, so a name
/// cannot be accepted and then ignored. Never copied: it is large, and there is one for each key and each secret.
struct FieldReader: ~Copyable {
  /// What the mapping is, for messages.
  var what: MappingName
  /// Where something that is missing is reported.
  var anchor: SourceSpan
  private var fields: YAMLFields
  private var known = AskedNames()
  /// The fields whose value could not be read.
  private(set) var unread: Set<String> = []

  /// Reads `node`; nil, with a finding, if it is no mapping.
  init?(_ node: YAMLNode, _ what: MappingName, report: inout [Finding]) {
    guard let fields = YAMLFields(node) else {
      report.append(WrongType.notAMapping(what.description, node))
      return nil
    }
    self.what = what
    anchor = fields.beginning
    self.fields = fields
  }

  /// What the mapping is, as text: ``key `acme-sync` ``.
  var subject: String { what.description }

  /// Whether the field `name` is there; asking does not make it known.
  func contains(_ name: StaticString) -> Bool { fields.value(of: name) != nil }

  /// Where the value of the field `name` stands; where the mapping begins if it has none.
  func place(of name: StaticString) -> SourceSpan { fields.value(of: name)?.span ?? anchor }

  /// The value of the field `name`; nil if it is not there.
  mutating func node(_ name: StaticString) -> YAMLNode? {
    guard let place = take(name) else { return nil }
    return fields.node(place)
  }

  private mutating func take(_ name: StaticString) -> YAMLFields.Value? {
    known.append(name)
    return fields.take(name)
  }

  /// Takes note that `place`, the value of the field `name`, is no `Value`.
  private mutating func reportMalformed<Value: FieldValue>(
    _ place: YAMLFields.Value, _ name: StaticString, _ type: Value.Type, _ report: inout [Finding]
  ) {
    unread.insert(name.description)
    fields.node(place).reportMalformed(type, name.description, &report)
  }

  /// The field `name` as a `Value`; nil if it is not there, or malformed, which is reported.
  mutating func value<Value: FieldValue>(
    _ name: StaticString, as type: Value.Type, _ report: inout [Finding]
  ) -> Located<Value>? {
    guard let place = take(name) else { return nil }
    if fields.kind(place) == .scalar, let value = Value(parsing: fields.bytes(place)) {
      return Located(value, at: fields.span(place))
    }
    reportMalformed(place, name, type, &report)
    return nil
  }

  /// What `keep` makes of the bytes of the field `name` and of where they stand, if they are of the form `Value`; nil if
  /// it is not there, or malformed, which is reported.
  mutating func text<Value: FieldText, Kept>(
    _ name: StaticString, as type: Value.Type, _ report: inout [Finding], _ keep: (Span<UInt8>, SourceSpan) -> Kept
  ) -> Kept? {
    guard let place = take(name) else { return nil }
    if fields.kind(place) == .scalar, Value.isValid(fields.bytes(place)) {
      return keep(fields.bytes(place), fields.span(place))
    }
    reportMalformed(place, name, type, &report)
    return nil
  }

  /// The number that `numbers` has for what the field `name` says, which is nil if that is no `Value`.
  mutating func number<Value: FieldValue>(
    _ name: StaticString, as type: Value.Type, _ report: inout [Finding], _ numbers: (Span<UInt8>) -> UInt32?
  ) -> Packed<UInt32>? {
    guard let place = take(name) else { return nil }
    if fields.kind(place) == .scalar, let number = numbers(fields.bytes(place)) {
      return Packed(number, at: fields.span(place))
    }
    reportMalformed(place, name, type, &report)
    return nil
  }

  /// Reports that the field `name` is missing, if it is neither there nor unreadable.
  func require(_ name: StaticString, _ report: inout [Finding]) {
    guard !unread.contains(name.description) else { return }
    report.append(MissingField.found(name, in: subject, at: anchor))
  }

  /// The field `name`, which has to be there.
  mutating func required<Value: FieldValue>(
    _ name: StaticString, as type: Value.Type, _ report: inout [Finding]
  ) -> Located<Value>? {
    guard let value = value(name, as: type, &report) else {
      require(name, &report)
      return nil
    }
    return value
  }

  /// The field `name` as a length of time that is more than none; nil if it is not there, or malformed, or none, which
  /// is reported with `help`.
  mutating func length(_ name: StaticString, moreThanNone help: String, _ report: inout [Finding]) -> Located<TimeSpan>?
  {
    guard let length = value(name, as: TimeSpan.self, &report) else { return nil }
    guard length.value.seconds == 0 else { return length }
    unread.insert(name.description)
    report.append(MalformedTime.isNone(name, in: subject, at: length.span, help: help))
    return nil
  }

  /// The field `name` as a count of one or more; nil if it is not there, or malformed, or zero, which is reported with
  /// `help`.
  mutating func count(_ name: StaticString, moreThanNone help: String, _ report: inout [Finding]) -> Located<UInt32>? {
    guard let count = value(name, as: Count.self, &report)?.map(\.value) else { return nil }
    guard count.value == 0 else { return count }
    unread.insert(name.description)
    report.append(WrongType.isZero(name, in: subject, at: count.span, help: help))
    return nil
  }

  /// The field `name` as a list; nil if it is not there or no list. Items that are malformed are reported and left out.
  mutating func list<Value: FieldValue>(
    _ name: StaticString, of type: Value.Type, _ report: inout [Finding]
  ) -> [Located<Value>]? {
    map(name, &report) { item, report in item.value(as: type, of: name.description, &report) }
  }

  /// The field `name` as a list that has to be there and to say something; empty if it does not, which is reported.
  mutating func requiredList<Value: FieldValue>(
    _ name: StaticString, of type: Value.Type, _ report: inout [Finding]
  ) -> [Located<Value>] {
    let items = list(name, of: type, &report)
    guard !unread.contains(name.description) else { return items ?? [] }
    if items == nil {
      report.append(MissingField.found(name, in: subject, at: anchor))
    } else if items?.isEmpty == true {
      report.append(MissingField.items(of: name, in: subject, at: place(of: name)))
    }
    return items ?? []
  }

  /// What `read` makes of the items of the list `name`; nil if it is not there or no list, which is reported.
  mutating func map<Item>(
    _ name: StaticString, _ report: inout [Finding], _ read: (YAMLNode, inout [Finding]) -> Item?
  ) -> [Item]? {
    var items: [Item] = []
    let isThere = forEachItem(name, &report) { item, report in
      guard let value = read(item, &report) else { return false }
      items.append(value)
      return true
    }
    return isThere ? items : nil
  }

  /// Calls `read` with each item of the list `name`; it says whether the item could be read. False if the field is not
  /// there or no list, which is reported.
  mutating func forEachItem(
    _ name: StaticString, _ report: inout [Finding], _ read: (YAMLNode, inout [Finding]) -> Bool
  ) -> Bool {
    guard let node = node(name) else { return false }
    guard node.kind == .sequence else {
      unread.insert(name.description)
      report.append(WrongType.notAList(name.description, node))
      return false
    }
    var isWhole = true
    let start = report.count
    node.forEachItem { item in
      if report.isFull(since: start) || !read(item, &report) { isWhole = false }
    }
    if !isWhole { unread.insert(name.description) }
    return true
  }

  /// The field `name` as a mapping of its own; nil if it is not there or no mapping, which is reported.
  mutating func mapping(_ name: StaticString, _ report: inout [Finding]) -> FieldReader? {
    guard let node = node(name) else { return nil }
    let reader = FieldReader(node, .words("`\(name)` of \(subject)"), report: &report)
    if reader == nil { unread.insert(name.description) }
    return reader
  }

  /// Where the value of the field `name` stands; nil if it is not there.
  func span(of name: StaticString) -> SourceSpan? { fields.value(of: name)?.span }

  /// Reports the fields that were not asked for.
  func finish(_ report: inout [Finding]) {
    let start = report.count
    fields.forEachUntakenKey { key in
      guard !report.isFull(since: start) else { return }
      report.append(UnknownField.found(key, in: subject, known: known.all))
    }
  }
}

extension YAMLNode {
  /// What the node says, as a `Value` of the field `name`; nil, with a finding, if it is something else.
  func value<Value: FieldValue>(
    as type: Value.Type, of name: @autoclosure () -> String, _ report: inout [Finding]
  ) -> Located<Value>? {
    if kind == .scalar, let value = Value(parsing: bytes) { return Located(value, at: span) }
    reportMalformed(type, name(), &report)
    return nil
  }

  /// Whether the node says something of the form `Value`; a finding about the field `name` if not.
  func isWritten<Value: FieldText>(
    as type: Value.Type, of name: @autoclosure () -> String, _ report: inout [Finding]
  ) -> Bool {
    if kind == .scalar, Value.isValid(bytes) { return true }
    reportMalformed(type, name(), &report)
    return false
  }

  /// Reports that the node is no `Value` of the field `name`.
  func reportMalformed(_ type: any FieldValue.Type, _ name: String, _ report: inout [Finding]) {
    guard kind == .scalar else {
      report.append(WrongType.notAScalar(name, self, expected: type.kind, help: type.help))
      return
    }
    report.append(type.rule.malformed(self, field: name, kind: type.kind, help: type.help))
  }
}
