public import Diagnostics
internal import KeyModel

extension PolicyCoverage {
  /// The cells for programs, those of one route and type together.
  public func json(of sources: SourceSet) -> JSONValue {
    let places = TestPlaces(rows.map(\.place), sources)
    return .object([
      ("possible", .int(possible)), ("seen", .int(seen)), ("percent", percent.map { .int($0) } ?? .null),
      (
        "rows",
        .array(
          rows.map { row in
            .object(
              [
                ("service", .string("\(row.service)")), ("route", .string("\(row.route)")),
                ("type", .string(orNull: row.type?.string)),
                ("cells", .object(row.cells.map { ($0.denial?.description ?? "allow", .int($0.requests)) })),
              ] + places.members(of: row.place))
          })
      ),
    ])
  }
}
