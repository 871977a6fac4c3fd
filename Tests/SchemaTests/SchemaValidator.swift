import Foundation
import TestSupport

@testable import BittingSchema

/// `check-jsonschema` from PyPI, where `.ci/python-tools` has installed it.
struct SchemaValidator {
  let schema: DeclarationSchema

  init(_ schema: DeclarationSchema) {
    self.schema = schema
  }

  /// What it says with `--output-format json`.
  struct Report: Decodable {
    struct Problem: Decodable {
      let filename: String
    }
    let errors: [Problem]?
    let parse_errors: [Problem]?

    /// The files that are not right.
    var files: [String] { (errors ?? []).map(\.filename) + (parse_errors ?? []).map(\.filename) }
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../.build/python-tools").standardizedFileURL.path

  static let isInstalled = FileManager.default.fileExists(atPath: folder + "/installed")

  static func run(_ arguments: [String]) throws -> Program.Outcome {
    try Program.run("env", ["\(folder)/bin/check-jsonschema", "--output-format", "json"] + arguments)
  }
}

extension SchemaRecord {
  var fieldNames: [String] { fields.map(\.name) }
}
