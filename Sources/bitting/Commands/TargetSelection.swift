internal import BittingCompiler
internal import KeyModel

/// Which bundles are to be built.
struct TargetSelection {
  let services: [String]
  let environments: [String]

  /// What was selected.
  struct Selected {
    /// The targets that have recipients, one at least.
    let ready: [BundleTarget]
    /// Those that have none though somebody may wait for them: their service or environment was named, or their service
    /// has none at all.
    let missed: [BundleTarget]
  }

  /// The targets that are selected; a name that is none, or nothing that can be built, is a failure.
  func targets(of checked: CheckedCatalog) throws -> Selected {
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
    let served = Set(all.filter { !$0.recipients.isEmpty }.map(\.service))
    let isNamed = !services.isEmpty || !environments.isEmpty
    return Selected(
      ready: ready, missed: selected.filter { $0.recipients.isEmpty && (isNamed || !served.contains($0.service)) })
  }
}
