internal import Diagnostics
internal import KeyModel

/// A resource that no key may reach.
enum UnusedResource: Rule {
  static func check(_ catalog: Catalog, at now: Instant, report: inout [Finding]) {
    guard !catalog.keys.isEmpty, catalog.completeness.keys else { return }
    var unused = Set(catalog.resources.map(\.name))
    var known: Set<Int> = []
    for key in catalog.keys where known.insert(key.granted.number).inserted {
      if unused.isEmpty { return }
      for resource in key.grants.ranks.keys { unused.remove(resource) }
    }
    for resource in catalog.resources where unused.contains(resource.name) {
      report.append(
        finding(
          "no key may reach resource `\(resource.name)`", at: resource.declaration.name.span,
          help: "give a key a scope of it, or take it out of `resources` if there is no such thing any more"))
    }
  }

  static let page = RulePage(
    "unused-resource", .warning,
    summary: "a resource that no key may reach",
    why: """
      Ceilings with a `*` include it all the same, so it is room that nobody uses. Often it is what is left of something
      that was renamed. Nothing is said as long as there are no keys at all, or where a file of `keys/` could not be read
      as a whole.
      """,
    wrong: """
      resources:
        fax: { levels: [read, write] }     # and no key has a scope of it
      """,
    right: """
      resources: {}
      """)
}
