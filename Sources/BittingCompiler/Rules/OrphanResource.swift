internal import Diagnostics
internal import KeyModel

/// A resource that no service owns.
enum OrphanResource: Rule {
  static func check(_ catalog: Catalog, at now: Instant, report: inout [Finding]) {
    guard catalog.completeness.policies else { return }
    let owned = Set(catalog.services.flatMap(\.resources))
    for resource in catalog.resources where !owned.contains(resource.name) {
      report.append(
        finding(
          "no service owns resource `\(resource.name)`", at: resource.declaration.name.span,
          help: "add it to the `resources` of the service that answers for it, or take it away"))
    }
  }

  static let page = RulePage.sound(
    "orphan-resource",
    summary: "a resource that no service owns",
    why: """
      A bundle holds what its service owns, so a grant of this resource would be in no bundle at all: it reads as access
      and is none. Nothing is said where a file of `policies/` could not be read as a whole.
      """,
    wrong: """
      resources:
        orders: { levels: [read, write] }
      services:
        storefront: { resources: [] }
      """,
    right: """
      resources:
        orders: { levels: [read, write] }
      services:
        storefront: { resources: [orders] }
      """)
}
