internal import Diagnostics
internal import KeyModel

// What several documents and files declare becomes one: `project` and `levels` stand once in the whole tree.
extension Declarations {
  /// Adds `project`, if none was declared before.
  mutating func join(_ project: ProjectDeclaration, _ report: inout [Finding]) {
    if let first = self.project {
      report.append(DuplicateName.section("project", at: project.span, first: first.span))
    } else {
      self.project = project
    }
  }

  /// Adds `levels`, if none were declared before.
  mutating func join(_ levels: LevelsDeclaration, _ report: inout [Finding]) {
    if let first = self.levels {
      report.append(DuplicateName.section("levels", at: levels.place, first: first.place))
    } else {
      self.levels = levels
    }
  }

  /// Adds all of `other`, which stands in a later file.
  mutating func append(_ other: Declarations, _ report: inout [Finding]) {
    if let project = other.project { join(project, &report) }
    if let levels = other.levels { join(levels, &report) }
    resources += other.resources
    services += other.services
    types += other.types
    routes += other.routes
    severities += other.severities
    assertions += other.assertions
    waivers += other.waivers
    approvers += other.approvers
    tests += other.tests
    keys += other.keys
    tombstones += other.tombstones
  }
}

extension LevelsDeclaration {
  /// Where to point at them.
  fileprivate var place: SourceSpan { names.first?.span ?? span }
}
