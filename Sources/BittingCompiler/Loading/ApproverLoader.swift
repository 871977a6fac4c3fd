internal import Diagnostics
internal import KeyModel
internal import YAMLSource

/// Reads one of `approvers`.
enum ApproverLoader {
  static func approver(_ node: YAMLNode, _ report: inout [Finding]) -> ApproverDeclaration? {
    guard var fields = FieldReader(node, "an entry of `approvers`", report: &report) else { return nil }
    let names = fields.requiredList("by", of: Line.self, &report).map(\.text)
    let changes = changes(&fields, &report)
    let type = fields.value("type", as: Name.self, &report)
    let scope = fields.value("scope", as: Scope.self, &report)
    fields.finish(&report)
    // What is left of an entry of which a part cannot be read may be about other changes than what it says.
    guard !names.isEmpty, fields.unread.isEmpty else { return nil }
    return ApproverDeclaration(names: names, changes: changes, type: type, scope: scope, span: node.span)
  }

  private static func changes(_ fields: inout FieldReader, _ report: inout [Finding]) -> Set<ChangeWord> {
    guard let words = fields.list("change", of: ChangeWord.self, &report) else { return ChangeWord.usual }
    if words.isEmpty, !fields.unread.contains("change") {
      report.append(MissingField.items(of: "change", in: fields.subject, at: fields.place(of: "change")))
    }
    return Set(NameTable.distinct(words, &report).map(\.value))
  }
}

extension ChangeWord: FieldValue, CustomStringConvertible {
  init?(parsing text: Span<UInt8>) {
    guard let word = ChangeWord.allCases.first(where: { text.equals(Text($0.rawValue)) }) else { return nil }
    self = word
  }

  /// The word itself.
  public var description: String { rawValue }

  static var kind: String { "a class of change" }
  static var help: String { "write `error`, `widening`, `new-secret`, `room` or `narrowing`" }
}
