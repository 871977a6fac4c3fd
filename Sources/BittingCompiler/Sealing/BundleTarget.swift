public import AgeFile
public import KeyModel

/// One bundle that a repository can be built into.
public struct BundleTarget: Sendable {
  /// The service that loads it.
  public let service: Name
  /// The environment that the service runs in.
  public let environment: EnvironmentName
  /// Who may open it; empty where nobody is declared, and then it cannot be built.
  public let recipients: [AgeRecipient]

  /// The name of the bundle's file: `storefront.live.bitting`.
  public var fileName: String { "\(service).\(environment).bitting" }
}

extension CheckedCatalog {
  /// Every service in every environment, by service and then in the order of the project's environments.
  public var targets: [BundleTarget] {
    catalog.services.flatMap { service in
      (catalog.declarations.project?.environments ?? []).map { environment in
        let recipients = service.declaration.recipients.filter { $0.environment.value == environment.value }
        return BundleTarget(
          service: service.name, environment: environment.value,
          recipients: recipients.flatMap { $0.recipients.map(\.value) })
      }
    }
  }
}
