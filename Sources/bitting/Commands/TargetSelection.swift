internal import BittingCompiler
internal import KeyModel

/// Which bundles are to be built.
struct TargetSelection {
  let services: [String]
  let environments: [String]

  /// The targets that are selected and have recipients; a name that is none, or nothing left, is a failure.
  func targets(of checked: CheckedCatalog) throws -> [BundleTarget] {
    let all = checked.targets
    try refuseUnknown("service", services, known: all.map(\.service.description))
    try refuseUnknown("environment", environments, known: all.map(\.environment.description))
    let selected = all.filter { target in
      isSelected(target.service.description, services) && isSelected(target.environment.description, environments)
    }
    let ready = selected.filter { !$0.recipients.isEmpty }
    guard !ready.isEmpty else {
      let what =
        selected.count == 1
        ? "service `\(selected[0].service)` has no recipients for `\(selected[0].environment)`"
        : "no service has recipients"
      throw CommandFailure.cannotTell(
        what,
        hint: "`bitting keygen service` makes an identity; its recipient belongs under `recipients` of the service")
    }
    return ready
  }

  private func isSelected(_ name: String, _ names: [String]) -> Bool {
    names.isEmpty || names.contains { $0.utf8.elementsEqual(name.utf8) }
  }

  private func refuseUnknown(_ what: String, _ names: [String], known: [String]) throws {
    for name in names where !known.contains(where: { $0.utf8.elementsEqual(name.utf8) }) {
      let near = Rules.nearest(to: name, among: known).map { "did you mean `\($0)`?" }
      throw CommandFailure.usage("there is no \(what) `\(name)`", hint: near)
    }
  }
}
