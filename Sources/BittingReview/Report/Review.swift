public import Diagnostics
public import KeyModel

/// What a change comes to.
public struct Review: Sendable {
  /// The changes, the gravest first.
  public let entries: [ReviewEntry]
  /// The check of the head.
  public let head: HeadFindings
  /// Findings that the head has only by the rules, ceilings and waivers of the base.
  public let byRulesOfBase: HeadFindings
  /// Where in the head that is shown which has no place there; nil where the head has no file at all.
  public let home: LocatedFinding.Place?
  /// Who has to agree.
  public let approvers: [Phrase]
  /// The key types that one side or the other declares.
  public let types: Set<Name>
  /// When the bundles are thought to be issued, and from when on requests were looked at.
  public let at: Instant
  /// What must not stand in a file that was not read, or the head is not as it is told here: names, handles and digests
  /// that are new in it. No report tells them. Empty where everything was read.
  package var newcomers: Set<Text> = []

  /// Findings about the files of the head, and of the base where they stand behind those.
  public struct HeadFindings: Sendable {
    /// The findings.
    public let findings: [LocatedFinding]

    /// How many of them are errors.
    public var errors: Int { FindingCounts(findings.map(\.severity)).errors }
  }

  /// Whether nothing at all is to be told.
  public var isEmpty: Bool { entries.isEmpty && head.errors == 0 && byRulesOfBase.findings.isEmpty }

  /// The requests that are decided differently. There are none exactly if no request is, between two revisions that can
  /// be built.
  public var witnesses: [(isGain: Bool, witness: Witness)] {
    entries.flatMap { entry in entry.lines.compactMap { line in line.witness.map { (line.isGain, $0) } } }
  }
}

/// What kind of change it is, the gravest first.
public enum ChangeClass: String, Sendable, CaseIterable, Comparable {
  /// Something that must never be: a tombstone is gone.
  case error
  /// A request is allowed that was denied.
  case widening
  /// A secret is added or ends later.
  case newSecret = "new-secret"
  /// Something may be asked for, or may happen, that could not before; no request is decided differently by it alone.
  case room
  /// A request is denied that was allowed.
  case narrowing
  /// Anything else that a reader wants to know.
  case facts

  /// The gravest first.
  public static func < (one: ChangeClass, other: ChangeClass) -> Bool {
    (allCases.firstIndex(of: one) ?? 0) < (allCases.firstIndex(of: other) ?? 0)
  }
}

/// One thing that changed.
public struct ReviewEntry: Sendable {
  /// What kind of thing.
  public enum Subject: String, Sendable {
    case key, secret, tombstone, type, resource, levels, service, route, project, rule, waiver, assertion, approvers,
      test
  }

  /// What kind of thing it is.
  public let subject: Subject
  /// Its name.
  public let name: String
  /// What became of it, in one line.
  public let title: Phrase
  /// What that comes to, the gravest first; one at least.
  public let classes: [ChangeClass]
  /// What in particular.
  public let lines: [ReviewLine]
  /// A remark beside the class.
  public let note: Phrase
  /// The keys that it is about, where it is about more than its own.
  public let keys: [KeyID]
  /// The types of the keys that it is about.
  public let types: [Name]
  /// Whether it counts where widenings are refused: a secret that nobody would expect counts, too.
  public let countsAsWidening: Bool
  /// Where the head declares it; nil where it does not.
  public let place: LocatedFinding.Place?
  /// Where in the head it can be shown: at `place`, else as near to where it was as there is something left; nil where
  /// the head has no file at all.
  public let anchor: LocatedFinding.Place?

  /// How much it weighs as an annotation: errors are errors; widenings, and secrets that count as such, are warnings;
  /// other secrets and room are notes. Nil for what lets nobody do anything.
  public var severity: Severity? {
    switch classes[0] {
    case .error: .error
    case .widening: .warning
    case .newSecret: countsAsWidening ? .warning : .note
    case .room: .note
    case .narrowing, .facts: nil
    }
  }

  /// Whether it is of `kind`, and about a key of `type` if one is given.
  public func isOf(_ kind: ChangeClass, type: Name?) -> Bool {
    let counts = classes.contains(kind) || (kind == .widening && countsAsWidening)
    guard counts, let type else { return counts }
    // What is public is open to every type.
    return types.isEmpty || types.contains(type)
  }
}

/// One line of an entry.
public struct ReviewLine: Sendable {
  /// What became of it.
  public enum Mark: String, Sendable {
    case added = "+"
    case removed = "-"
    case changed = "~"
  }

  /// What became of it.
  public let mark: Mark
  /// What it is about: a scope, a network, a field.
  public let label: Phrase
  /// What it was and is, or what follows.
  public let detail: Phrase
  /// A request that shows it, which two validators have confirmed; nil where no request is decided differently.
  public let witness: Witness?

  /// Whether the witness is allowed now, and was denied.
  public var isGain: Bool { witness != nil && mark == .added }
}
