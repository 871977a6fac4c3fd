public import ArgumentParser
public import BittingSchema
internal import Diagnostics

/// `bitting schema`: JSON Schemas for editors.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print JSON Schemas of keys and policies for editors.",
    discussion: """
      Prints the schema (draft-07) of a document in keys/ or policies/, or writes FOLDER/keys.json and \
      FOLDER/policies.json. An editor with a YAML language server reads the one that a file's first line names: \
      `# yaml-language-server: $schema=../.bitting/schema/keys.json`.
      """)

  @Argument(help: "Which one: keys or policies. (default: both, with --out)")
  var schema: DeclarationSchema?

  @Option(
    help: ArgumentHelp("Where to write them; files that are there are replaced.", valueName: "folder"),
    completion: .directory)
  var out: String?

  @OptionGroup var global: GlobalOptions

  func run() throws {
    guard let out else {
      guard let schema else {
        throw CommandFailure.usage("which schema is to be printed?", hint: "say `keys` or `policies`, or --out FOLDER")
      }
      return global.console.facts(schema.fileText)
    }
    for schema in schema.map({ [$0] }) ?? DeclarationSchema.allCases {
      let path = FilePath.join(out, schema.fileName)
      do {
        try FileWriting.createFolder(out)
        try FileWriting.replace(path, with: schema.fileText.utf8.span)
      } catch {
        throw CommandFailure.cannotTell("`\(path)` cannot be written: \(error.message)")
      }
      global.console.fact(Console.shown(path))
    }
  }
}

extension DeclarationSchema: ExpressibleByArgument {}

extension DeclarationSchema {
  /// The name of its file.
  var fileName: String { "\(rawValue).json" }

  /// Where `init` puts it, relative to the root.
  var repositoryPath: String { ".bitting/schema/\(fileName)" }

  /// The text of its file.
  var fileText: String { jsonSchema.linesText + "\n" }
}
