public import Diagnostics

extension DeclarationSchema {
  /// The schema of one document as JSON Schema draft-07, the newest that editors' YAML servers know.
  ///
  /// It is about one document by itself: whether a name exists is for `bitting check`.
  public var jsonSchema: JSONValue {
    .object(
      [
        ("$schema", .string("http://json-schema.org/draft-07/schema#")),
        ("title", .string(title)),
      ] + shape.members)
  }
}

extension SchemaShape {
  fileprivate typealias Member = (name: String, value: JSONValue)

  /// The schema as members of an object that may have others.
  fileprivate var members: [Member] {
    switch self {
    case .text(let form): form.members
    case .count(let least):
      [("type", .string("integer")), ("minimum", .int(least)), ("maximum", .int(Int(UInt32.max)))]
    case .flag: [("type", .string("boolean"))]
    case .word(let words): [("enum", .array(words.map(JSONValue.string)))]
    case .list(let shape, let least):
      [("type", .string("array")), ("items", .object(shape.members))] + (least > 0 ? [("minItems", .int(least))] : [])
    case .records(let shape): [("type", .string("array")), ("items", .object(shape.members))]
    case .table(let form, let shape): Self.table(form, shape)
    case .record(let record): record.members
    case .variants(let variants, let otherwise): Self.choice(variants[...], otherwise)
    case .either(let one, let other): [("anyOf", .array([.object(one.members), .object(other.members)]))]
    }
  }

  private static func table(_ form: TextForm, _ shape: SchemaShape) -> [Member] {
    [
      ("type", .string("object")),
      ("propertyNames", .object([("pattern", .string(form.pattern))])),
      ("additionalProperties", .object(shape.members)),
    ]
  }

  /// `if` there is the deciding field `then` one record, `else` the rest: an editor then complains about one of them.
  private static func choice(
    _ variants: ArraySlice<(field: String, record: SchemaRecord)>, _ otherwise: SchemaRecord
  ) -> [Member] {
    guard let first = variants.first else { return otherwise.members }
    return [
      ("type", .string("object")),
      ("if", .object([("required", .array([.string(first.field)]))])),
      ("then", .object(first.record.members)),
      ("else", .object(choice(variants.dropFirst(), otherwise))),
    ]
  }
}

extension SchemaRecord {
  fileprivate var members: [SchemaShape.Member] {
    let required = fields.filter(\.isRequired).map { JSONValue.string($0.name) }
    return [
      ("type", .string("object")),
      ("additionalProperties", .bool(false)),
      ("properties", .object(fields.map { ($0.name, .object($0.members)) })),
    ] + (required.isEmpty ? [] : [("required", .array(required))]) + alternative
  }

  private var alternative: [SchemaShape.Member] {
    guard let (field, other) = isNeededUnless else { return [] }
    let isThere = JSONValue.object([("required", .array([.string(field)]))])
    let isExcused = JSONValue.object([
      ("required", .array([.string(other)])),
      ("properties", .object([(other, .object([("const", .bool(true))]))])),
    ])
    return [("anyOf", .array([isThere, isExcused]))]
  }
}

extension SchemaField {
  fileprivate var members: [SchemaShape.Member] {
    let plain = String(summary.filter { $0 != "`" })
    return [("description", .string(plain)), ("markdownDescription", .string(markdown))] + shape.members
  }

  private var markdown: String {
    let examples = shape.examples.map { "`\($0)`" }
    return examples.isEmpty ? summary : "\(summary)\n\nFor example \(examples.joined(separator: ", "))."
  }
}

extension SchemaShape {
  /// Texts that stand here, or in a list here.
  fileprivate var examples: [String] {
    switch self {
    case .text(let form): form.examples
    case .list(let shape, _): shape.examples
    case .either(let one, _): one.examples
    case .count, .flag, .word, .records, .table, .record, .variants: []
    }
  }
}

extension TextForm {
  fileprivate var members: [SchemaShape.Member] {
    var members = type + [("pattern", .string(pattern))]
    if let longest { members.append(("maxLength", .int(longest))) }
    if !examples.isEmpty { members.append(("examples", .array(examples.map(JSONValue.string)))) }
    return members
  }

  private var type: [SchemaShape.Member] {
    switch numbers {
    case .none: [("type", .string("string"))]
    case .zero:
      [("type", .array([.string("string"), .string("integer")])), ("minimum", .int(0)), ("maximum", .int(0))]
    case .any: [("type", .array([.string("string"), .string("number")]))]
    }
  }
}
