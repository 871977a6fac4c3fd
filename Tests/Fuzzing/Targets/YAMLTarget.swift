internal import BittingSchema
internal import Diagnostics
internal import Sodium
internal import TestSupport
internal import YAMLFormat
internal import YAMLSource

/// One file of YAML: the parser, the formatter, edits.
struct YAMLTarget: FuzzTarget {
  let name = "yaml"
  let mutator: (any InputMutator)? = LineMutator()

  private let orders: [FieldOrder] =
    DeclarationSchema.allCases.map(\.fieldOrder) + [
      .any, .fields([("b", .records(.fields([("b", .any), ("a", .any)]))), ("a", .items(.any)), ("c", .names(.any))]),
    ]

  func run(_ input: Span<UInt8>) throws(BrokenPromise) {
    let file = SourceFile(path: "keys/a.yaml", bytes: input.array)
    let parsed = YAMLParser.parse(file, as: FileID(0))
    try YAMLPromises(file, parsed).check()
    guard parsed.findings.isEmpty else { return }
    for order in orders { try check(file, parsed, order) }
    try YAMLEditing(file, parsed, SeededGenerator(of: input)).check()
  }

  /// A file that is accepted has a layout, says the same in it, and keeps it.
  private func check(_ file: SourceFile, _ parsed: ParsedYAML, _ order: FieldOrder) throws(BrokenPromise) {
    let once = try format(file, order)
    guard once != file.bytes else { return }
    let formatted = SourceFile(path: file.path, bytes: once)
    let again = YAMLParser.parse(formatted, as: FileID(0))
    try promise(again.findings.isEmpty, "the formatted file is refused: \(Shown(once))")
    try promise(YAMLMeaning(again) == YAMLMeaning(parsed), "the formatted file says something else: \(Shown(once))")
    let twice = try format(formatted, order)
    try promise(twice == once, "formatted twice it is \(Shown(twice)) after \(Shown(once))")
  }

  private func format(_ file: SourceFile, _ order: FieldOrder) throws(BrokenPromise) -> [UInt8] {
    do {
      return try YAMLFormatter.format(file, order: order)
    } catch {
      throw BrokenPromise("a file that is accepted cannot be formatted: \(error)")
    }
  }
}
