internal import AgeFile
internal import BundleFormat
internal import Diagnostics
internal import KeyModel

/// Finds what no bundle has room for, which would come up only when one is built.
enum BundleRoom {
  static func check(_ names: NameTable, _ declarations: Declarations, _ report: inout [Finding]) {
    let levels = declarations.levels?.names ?? []
    check("levels", levels.map(\.span), limit: BundleLimits.levels, &report)
    for service in names.services.values {
      check("resources", service.resources.map(\.span), limit: BundleLimits.resources, &report)
      for entry in service.recipients {
        check("recipients", entry.recipients.map(\.span), limit: AgeLimits.stanzaCount, &report)
      }
    }
    guard declarations.routes.count > BundleLimits.routes else { return }
    for routes in Dictionary(grouping: declarations.routes, by: \.service.value).values {
      check("routes", routes.map(\.template.span), limit: BundleLimits.routes, &report)
    }
  }

  /// Points to the first one that does not fit.
  private static func check(_ what: String, _ places: [SourceSpan], limit: Int, _ report: inout [Finding]) {
    guard places.count > limit else { return }
    report.append(
      WrongType.outOfRange(
        "there are \(places.count) \(what), and a bundle has room for \(limit)", places[limit],
        help: "no bundle with so many could be built"))
  }
}
