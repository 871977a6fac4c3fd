internal import Diagnostics
internal import KeyModel

/// Looks up every name and resolves every wildcard.
public enum Resolver {
  /// The catalog of what `loaded` declares, and what could not be resolved.
  public static func resolve(_ loaded: LoadedRepository) -> ResolvedRepository {
    var report: [Finding] = []
    let declarations = loaded.declarations
    let names = NameTable(declarations, loaded.completeness, &report)
    ProjectResolver.check(loaded, &report)
    BundleRoom.check(names, declarations, &report)
    let scopes = ScopeResolver(names, StepCount(most: names.mostComparisons))
    let types = KeyResolver.types(names, scopes, &report)
    let catalog = Catalog(
      sources: loaded.sources, declarations: declarations, ladder: names.ladder, resources: names.resources,
      services: ServiceResolver.services(names, &report), types: types,
      routes: ServiceResolver.routes(declarations.routes, names, &report),
      keys: KeyResolver.keys(declarations.keys, names, scopes, types, &report),
      tombstones: declarations.tombstones.sorted { $0.digest.value < $1.digest.value },
      completeness: loaded.completeness, secrets: loaded.secrets,
      spoken: SpokenEnvironments((declarations.project?.environments ?? []).map(\.value), in: loaded.sources))
    ReferenceResolver.check(declarations, names, &report)
    return ResolvedRepository(catalog: catalog, findings: loaded.findings + report)
  }
}
