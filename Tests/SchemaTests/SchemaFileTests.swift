import BittingCompiler
import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import BittingSchema

/// The schemas as a validator of others reads them, beside the loaders on the same documents.
@Suite struct SchemaFileTests {
  @Test(.enabled(if: SchemaValidator.isInstalled, "`.ci/python-tools` installs what this needs"))
  func agreeWithTheLoaders() throws {
    for schema in DeclarationSchema.allCases {
      let samples = SchemaSample.all.filter { $0.schema == schema }
      let refused = try SchemaValidator(schema).refused(samples.map(\.text))
      for (number, sample) in samples.enumerated() {
        let findings = KnownFieldTests.findings(in: [sample.text], of: schema)
        #expect(findings.isEmpty == sample.isRight, "\(sample.text)\n\(findings.map(\.message))")
        #expect(refused.contains(number) == !sample.isRight, "\(sample.text)")
      }
    }
  }

  @Test(.enabled(if: SchemaValidator.isInstalled, "`.ci/python-tools` installs what this needs"))
  func takeEverythingTheyKnow() throws {
    for schema in DeclarationSchema.allCases {
      let documents = SampleDocument.documents(of: schema).documents
      #expect(try SchemaValidator(schema).refused(documents) == [])
    }
  }

  @Test(.enabled(if: SchemaValidator.isInstalled, "`.ci/python-tools` installs what this needs"))
  func takeThisRepositorysOwnFiles() throws {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    for schema in DeclarationSchema.allCases {
      let folder = root.appendingPathComponent(schema.rawValue)
      let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
      let texts = try names.filter { $0.hasSuffix(".yaml") }.flatMap { name in
        // The validator takes one document at a time, an editor all of them.
        try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8).components(separatedBy: "\n---\n")
      }
      #expect(texts.count > 5)
      #expect(try SchemaValidator(schema).refused(texts) == [])
    }
  }

  @Test func sayWhatEachFieldIs() {
    for schema in DeclarationSchema.allCases {
      let text = schema.jsonSchema.linesText
      #expect(text.contains("\"$schema\": \"http://json-schema.org/draft-07/schema#\""))
      let names = Set(SampleDocument.documents(of: schema).records.flatMap { $0.fieldNames })
      for name in names { #expect(text.contains("\"\(name)\": {"), "\(name)") }
    }
  }
}

extension SchemaValidator {
  /// Which of `texts`, counted from 0, the validator refuses.
  func refused(_ texts: [String]) throws -> Set<Int> {
    let folder = try TemporaryFolder()
    try folder.write(Array(schema.jsonSchema.linesText.utf8), to: "schema.json")
    for (number, text) in texts.enumerated() { try folder.write(Array(text.utf8), to: "\(number).yaml") }
    let names = texts.indices.map { folder.path("\($0).yaml") }
    let outcome = try Self.run(["--schemafile", folder.path("schema.json")] + names)
    let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output))
    return Set(report.files.compactMap { Int(URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent) })
  }
}
