internal import BittingCompiler
internal import KeyModel

/// Which tests are to be run.
struct TestSelection {
  let filter: String?
  let services: [String]
  let environments: [String]

  /// The tests of `catalog` that are selected; none at all is no answer, and a name that is none is a failure.
  func tests(of catalog: Catalog) throws -> [TestDeclaration] {
    let names = TargetNames(catalog)
    try names.refuseUnknown(services: services, environments: environments)
    guard !catalog.declarations.tests.isEmpty else {
      throw CommandFailure.cannotTell(
        "there are no tests", hint: "`tests` in a file below `policies/` says what must be allowed and what denied")
    }
    let selected = catalog.declarations.tests.filter(isSelected)
    guard !selected.isEmpty else {
      let all = catalog.declarations.tests.count
      throw CommandFailure.cannotTell(
        "none of the \(all) tests is selected",
        hint: filter.map { _ in "--filter looks for its text in the names of tests" })
    }
    return selected
  }

  private func isSelected(_ test: TestDeclaration) -> Bool {
    TargetNames.isSelected("\(test.service.value)", services)
      && TargetNames.isSelected("\(test.environment.value)", environments)
      && (filter.map { test.name.value.contains($0) } ?? true)
  }
}

extension Text {
  /// Whether the bytes of `part` stand anywhere in this text.
  fileprivate func contains(_ part: String) -> Bool {
    let (whole, part) = (Array(utf8), Array(part.utf8))
    guard part.count <= whole.count else { return false }
    return (0...whole.count - part.count).contains { whole[$0...].starts(with: part) }
  }
}
