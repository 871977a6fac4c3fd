internal import BittingRuntime
internal import KeyModel

/// Which service and environment somebody asks for, as far as it was said.
struct AudienceChoice {
  private let service: Name?
  private let environment: EnvironmentName?

  /// The choice that two options make; a usage failure for what is no name.
  init(service: String?, environment: String?) throws {
    self.service = try service.map { text in
      guard let name = Name(text) else { throw CommandFailure.usage("`\(text)` is not the name of a service") }
      return name
    }
    self.environment = try environment.map { text in
      guard let name = EnvironmentName(text) else {
        throw CommandFailure.usage("`\(text)` is not the name of an environment")
      }
      return name
    }
  }

  /// Where it is known from for whom a bundle has to be.
  enum Origin {
    case options, someOptions, state, fileName, bundle

    /// Before what was wanted.
    var words: String {
      switch self {
      case .options: "asked for was"
      case .someOptions: "wanted was"
      case .state: "the state is of"
      case .fileName: "by its name, where no options say otherwise, it is for"
      case .bundle: "it states"
      }
    }
  }

  /// What the choice takes part in; nil if nothing was said.
  var origin: Origin? {
    if service != nil && environment != nil { return .options }
    return service != nil || environment != nil ? .someOptions : nil
  }

  /// The choice, with what was not said taken from `likely`; nil if something is still open.
  func completed(by likely: Audience?) -> Audience? {
    guard let service = service ?? likely?.service, let environment = environment ?? likely?.environment else {
      return nil
    }
    return Audience(service: service, environment: environment)
  }

  /// The audience that a file's name promises, such as `storefront.live.bitting`.
  static func named(_ path: String) -> Audience? {
    let parts = (path.split(separator: "/").last ?? "").split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[2] == "bitting", let service = Name(String(parts[0])),
      let environment = EnvironmentName(String(parts[1]))
    else { return nil }
    return Audience(service: service, environment: environment)
  }
}
