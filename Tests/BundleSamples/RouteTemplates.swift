package import KeyModel

extension Sequence<RouteTemplate> {
  /// Those that conflict with none before them.
  package func withoutConflicts() -> [RouteTemplate] {
    reduce(into: []) { kept, template in
      if !kept.contains(where: { $0.conflicts(with: template) }) { kept.append(template) }
    }
  }
}
