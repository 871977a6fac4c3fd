internal import BittingRuntime
internal import BundleFormat
internal import KeyModel

/// A path for each route of a service, as the caller of a test would send it.
///
/// `{tenant}` is the tenant that the caller names, else the one that its key reaches: the path that it is most likely to
/// be let through on. Every other parameter, and the tenant where there is none, is a word that no route has in that
/// place, so that the path leads to this route and to no other.
struct OtherRoutes {
  /// A request that leads to one route.
  struct Route {
    let template: Text
    let method: Text
    let path: Text
  }

  private let gate: Gate
  private let tenant: TenantName?
  private let templates: [RouteTemplate]
  private let literals: Set<Text>

  init(of gate: Gate, for test: PolicyTest) {
    self.gate = gate
    tenant = test.tenant ?? test.caller.tenant
    templates = OtherRoutes.templates(of: gate)
    literals = Set(
      templates.flatMap(\.segments).compactMap { if case .literal(let text) = $0 { text } else { nil } })
  }

  private static func templates(of gate: Gate) -> [RouteTemplate] {
    let image = gate.image
    return (0..<image.count(of: .routes)).compactMap { RouteTemplate(parsing: image.text(image.route($0).template)) }
      .sorted()
  }

  /// All routes, by path and method.
  var paths: [Route] { templates.map(route) }

  private func route(_ template: RouteTemplate) -> Route {
    let name = Text(template.description)
    if let tenant {
      let own = path(of: template, tenant: tenant.text)
      // A literal segment goes before `{tenant}`: then this tenant's requests never get to the route.
      if leads(template.method, own, to: name) { return Route(template: name, method: template.method, path: own) }
    }
    return Route(template: name, method: template.method, path: path(of: template, tenant: placeholder("tenant")))
  }

  private func path(of template: RouteTemplate, tenant: Text) -> Text {
    Text(
      template.segments.map { segment in
        switch segment {
        case .literal(let text): "/\(text)"
        case .tenant: "/\(tenant)"
        case .parameter(let name): "/\(placeholder(name.string))"
        }
      }.joined())
  }

  /// `name`, or with a number behind it, so that it is no literal segment of any route.
  private func placeholder(_ name: String) -> Text {
    var (word, number) = (Text(name), 1)
    while literals.contains(word) {
      number += 1
      word = Text("\(name)-\(number)")
    }
    return word
  }

  private func leads(_ method: Text, _ path: Text, to template: Text) -> Bool {
    let (method, path) = (Array(method.utf8), Array(path.utf8))
    let decision = gate.authorize(
      .none, .route(method: method.span, path: path.span), from: nil, at: Moment(utc: .earliest, steady: 0))
    return Text(copying: decision.facts.template) == template
  }
}

extension PolicyTest.Caller {
  /// The one tenant that the caller's key reaches.
  fileprivate var tenant: TenantName? {
    switch self {
    case .key(_, _, let tenant): tenant
    case .nobody, .keyWithoutSecret: nil
    }
  }
}
