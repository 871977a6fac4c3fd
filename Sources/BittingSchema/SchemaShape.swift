/// What may stand in one place of a declaration.
indirect enum SchemaShape: Sendable {
  /// A text of one form.
  case text(TextForm)
  /// A whole number from `least` up to 4294967295.
  case count(least: Int)
  /// `true` or `false`.
  case flag
  /// One of these words.
  case word([String])
  /// A list of at least `least` items.
  case list(SchemaShape, least: Int)
  /// A list of mappings, each written on lines of its own.
  case records(SchemaShape)
  /// A mapping from the author's names to one kind of value.
  case table(TextForm, SchemaShape)
  /// A mapping with fields of its own.
  case record(SchemaRecord)
  /// A mapping that is another one if it has a certain field; the first that is there decides.
  case variants([(field: String, record: SchemaRecord)], otherwise: SchemaRecord)
  /// Either of two kinds of value.
  case either(SchemaShape, SchemaShape)
}

/// The fields of a mapping, in canonical order.
struct SchemaRecord: Sendable {
  let fields: [SchemaField]
  /// A field that has to be there unless another one says `true`.
  var isNeededUnless: (field: String, other: String)?

  init(_ fields: [SchemaField], isNeededUnless: (field: String, other: String)? = nil) {
    self.fields = fields
    self.isNeededUnless = isNeededUnless
  }
}

/// One field, with what an editor tells about it.
struct SchemaField: Sendable {
  let name: String
  let summary: String
  let shape: SchemaShape
  let isRequired: Bool

  /// A field that may be left out.
  static func optional(_ name: String, _ summary: String, _ shape: SchemaShape) -> SchemaField {
    SchemaField(name: name, summary: summary, shape: shape, isRequired: false)
  }

  /// A field that has to be there.
  static func required(_ name: String, _ summary: String, _ shape: SchemaShape) -> SchemaField {
    SchemaField(name: name, summary: summary, shape: shape, isRequired: true)
  }
}
