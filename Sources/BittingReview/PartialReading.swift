internal import BittingCompiler
internal import Diagnostics
internal import KeyModel

/// What the files that were not read may have a say in: a rule that counts keys, and a name that stands once.
struct PartialReading {
  let checked: Sides<CheckedRepository>

  /// Asks for the whole where something of the change may break a rule together with what was not read.
  func requireEnough() throws(ReviewFailure) {
    guard newErrorsInPolicies.isEmpty, !countsKeys, !mayHaveTooMany else { throw .needsWhole }
  }

  /// Errors about the policies that only the head has: of claims and tests that a key of the change is about, and of what
  /// nobody uses any more, as far as was read.
  private var newErrorsInPolicies: Set<String> {
    let errors = Sides { side in
      Set(
        checked[side].findings.lazy.filter { finding in
          finding.severity == .error && !path(of: finding, on: side).utf8.starts(with: "keys/".utf8)
        }.map { "\($0.rule) \($0.message)" })
    }
    return errors.head.subtracting(errors.base)
  }

  private func path(of finding: Finding, on side: Side) -> String { checked[side].sources[finding.span.file].path }

  /// Whether an error may be that there are too many keys of an owner, or two for one purpose.
  private var countsKeys: Bool {
    checked.head.uncheckedCatalog.declarations.severities.contains { declaration in
      declaration.severity.value == .error
        && ["owner-too-wide", "duplicate-purpose"].contains(declaration.rule.value.string)
    }
  }

  /// Whether a key of the change is granted something that only so many may have, and was not before.
  private var mayHaveTooMany: Bool {
    let holders = Sides { side in
      let catalog = checked[side].uncheckedCatalog
      return catalog.declarations.assertions.map { assertion -> Set<KeyID> in
        guard case .atMost(_, _, let scope) = assertion.form else { return [] }
        guard let rank = catalog.ladder.rank(scope.value.level) else { return [] }
        return Set(catalog.keys.lazy.filter { $0.grants.includes(scope.value.resource, rank) }.map(\.id))
      }
    }
    // Both have the same policies, and so the same claims.
    return zip(holders.base, holders.head).contains { !$1.isSubset(of: $0) }
  }

  /// The names, handles and digests that the head declares and the base did not, as far as was read: none of them may
  /// stand anywhere else.
  var newcomers: Set<Text> {
    let words = Sides { side in
      Set(
        checked[side].uncheckedCatalog.declarations.keys.flatMap { key in
          [key.id.value.text]
            + key.secrets.flatMap { secret in
              [Text(secret.digest.value.description)] + (secret.handle.map { [Text($0.value.description)] } ?? [])
            }
        })
    }
    return words.head.subtracting(words.base)
  }
}
