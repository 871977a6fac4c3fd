@testable import BittingSchema

/// Documents that say everything a schema knows, as YAML between brackets.
struct SampleDocument {
  /// What is put into a record besides its own fields.
  struct Probe {
    /// Which record, in the order in which they are written.
    let record: Int
    let field: String
  }

  /// The records in the order in which they are written.
  private(set) var records: [SchemaRecord] = []
  /// The fields that decide which variant a mapping is; a loader may look for them in any variant.
  private(set) var deciding: Set<String> = []
  private let probe: Probe?

  /// The documents of `schema`, one for each variant, and the records in them.
  static func documents(
    of schema: DeclarationSchema, with probe: Probe? = nil
  ) -> (documents: [String], records: [SchemaRecord], deciding: Set<String>) {
    var sample = SampleDocument(probe: probe)
    let documents = sample.texts(schema.shape)
    return (documents, sample.records, sample.deciding)
  }

  private init(probe: Probe?) {
    self.probe = probe
  }

  /// A text for each way of writing `shape`.
  private mutating func texts(_ shape: SchemaShape) -> [String] {
    switch shape {
    case .text(let form): [quoted(form.examples.first ?? "some words")]
    case .count(let least): ["\(max(1, least))"]
    case .flag: ["true"]
    case .word(let words): words
    case .list(let shape, let least): ["[" + items(shape, least: least) + "]"]
    case .records(let shape): ["[" + texts(shape).joined(separator: ", ") + "]"]
    case .table(let form, let shape): [table(form, shape)]
    case .record(let record): [text(record)]
    case .variants(let variants, let otherwise): texts(variants, otherwise)
    case .either(let one, let other): texts(one) + texts(other)
    }
  }

  private mutating func texts(
    _ variants: [(field: String, record: SchemaRecord)], _ otherwise: SchemaRecord
  ) -> [String] {
    deciding.formUnion(variants.map(\.field))
    return (variants.map(\.record) + [otherwise]).map { text($0) }
  }

  /// Different ones, where there are examples enough.
  private mutating func items(_ shape: SchemaShape, least: Int) -> String {
    guard case .text(let form) = shape, form.examples.count >= least else {
      return texts(shape).joined(separator: ", ")
    }
    return form.examples.prefix(max(1, least)).map { quoted($0) }.joined(separator: ", ")
  }

  /// An entry for each way of writing the value.
  private mutating func table(_ form: TextForm, _ shape: SchemaShape) -> String {
    let key = form.examples.first ?? "some words"
    let entries = texts(shape).enumerated().map { "\(quoted(key + String(repeating: "a", count: $0))): \($1)" }
    return "{ " + entries.joined(separator: ", ") + " }"
  }

  private mutating func text(_ record: SchemaRecord) -> String {
    let number = records.count
    records.append(record)
    var fields: [String] = []
    for field in record.fields {
      // What begins has to begin before it ends.
      let isBeginning = ["created", "not_before"].contains(field.name)
      let text = isBeginning ? "2020-01-01" : texts(field.shape)[0]
      fields.append("\(field.name): \(text)")
    }
    if let probe, probe.record == number { fields.append("\(probe.field): 1") }
    return "{ " + fields.joined(separator: ", ") + " }"
  }

  private func quoted(_ text: String) -> String { "\"\(text)\"" }
}
