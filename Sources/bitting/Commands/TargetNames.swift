internal import BittingCompiler
internal import KeyModel

/// The names that `--service` and `--environment` may give.
struct TargetNames {
  private let services: [String]
  private let environments: [String]

  init(_ catalog: Catalog) {
    services = catalog.services.map(\.name.description)
    environments = (catalog.declarations.project?.environments ?? []).map(\.value.description)
  }

  /// Whether `name` is selected by `names`; no names select all.
  static func isSelected(_ name: String, _ names: [String]) -> Bool {
    names.isEmpty || names.contains { $0.utf8.elementsEqual(name.utf8) }
  }

  /// Wrong use where a name is none.
  func refuseUnknown(services: [String], environments: [String]) throws {
    try TargetNames.refuseUnknown("service", services, known: self.services)
    try TargetNames.refuseUnknown("environment", environments, known: self.environments)
  }

  private static func refuseUnknown(_ what: String, _ names: [String], known: [String]) throws {
    for name in names where !known.contains(where: { $0.utf8.elementsEqual(name.utf8) }) {
      let hint = NameHint.text(for: name, among: known)
      throw CommandFailure.usage("there is no \(what) `\(name)`", hint: hint)
    }
  }
}
