internal import BittingCompiler
internal import KeyModel

/// Which bundles are to be built.
struct TargetSelection {
  let services: [String]
  let environments: [String]

  /// The targets that are selected and have recipients; a name that is none, or nothing left, is a failure.
  func targets(of checked: CheckedCatalog) throws -> [BundleTarget] {
    let all = checked.targets
    try TargetNames(checked.catalog).refuseUnknown(services: services, environments: environments)
    let selected = all.filter { target in
      TargetNames.isSelected(target.service.description, services)
        && TargetNames.isSelected(target.environment.description, environments)
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
}
