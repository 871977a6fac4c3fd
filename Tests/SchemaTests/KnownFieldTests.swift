import BittingCompiler
import Diagnostics
import Testing

@testable import BittingSchema

/// The schemas know the fields that the loaders know, each in its place, and no others.
@Suite struct KnownFieldTests {
  /// A field that has no near name, so that the help lists all that there are.
  private static let stranger = "zzzzzzzzzzzz"

  @Test(arguments: DeclarationSchema.allCases)
  func everyFieldIsRead(schema: DeclarationSchema) {
    let findings = Self.findings(in: SampleDocument.documents(of: schema).documents, of: schema)
    #expect(findings.map(\.message) == [])
  }

  @Test(arguments: DeclarationSchema.allCases)
  func everyFieldThatIsReadIsKnown(schema: DeclarationSchema) throws {
    let (_, records, deciding) = SampleDocument.documents(of: schema)
    #expect(records.count > 1)
    for (number, record) in records.enumerated() {
      let probe = SampleDocument.Probe(record: number, field: Self.stranger)
      let findings = Self.findings(in: SampleDocument.documents(of: schema, with: probe).documents, of: schema)
      let finding = try #require(findings.first { $0.rule == "unknown-field" }, "\(record.fields.map(\.name))")
      #expect(findings.count == 1)
      let (known, read) = (Set(record.fields.map(\.name)), Self.names(in: finding.help ?? ""))
      #expect(known.isSubset(of: read) && read.isSubset(of: known.union(deciding)), "\(known) and \(read)")
    }
  }

  static func findings(in documents: [String], of schema: DeclarationSchema) -> [Finding] {
    let text = documents.joined(separator: "\n---\n") + "\n"
    let entry = RepositoryTree.Entry(path: "\(schema)/sample.yaml", content: .file(Array(text.utf8)))
    return Loader.load(RepositoryTree(entries: [entry], presentFolders: RepositoryTree.folders)).findings
  }

  /// The words in backticks.
  private static func names(in text: String) -> Set<String> {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    return Set(parts.enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) })
  }
}
