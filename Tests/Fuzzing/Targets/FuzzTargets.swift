/// All targets.
package enum FuzzTargets {
  /// The registry: a target that is not here is not run.
  package static let all: [any FuzzTarget] = [
    // What a validator reads.
    AgeFileTarget(),
    AgeKeyTarget(),
    MinisignTarget(),
    StatementTarget(),
    QuotaTarget(),
    PayloadTarget(),
    BundleFileTarget(),
    RevocationTarget(),
    TokenTarget(),
    PathTarget(),
    ValueTarget(),
    CallTarget(),
    // What a compiler reads.
    YAMLTarget(),
    RepositoryTarget(),
    EditTarget(),
    ReviewTarget(),
  ]

  /// The target of this name; nil if there is none.
  package static func named(_ name: String) -> (any FuzzTarget)? { all.first { $0.name == name } }
}
