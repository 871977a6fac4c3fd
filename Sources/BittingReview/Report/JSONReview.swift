internal import Diagnostics
internal import KeyModel

/// A review for programs.
///
/// `at`; `counts` of entries by class; `changes`, the gravest first, each with `subject` (`key`, `secret`, `tombstone`,
/// `type`, `resource`, `levels`, `service`, `route`, `project`, `rule`, `waiver`, `assertion`, `approvers`, `test`),
/// `name`, `title`, `classes`, `countsAsWidening`, `note`, `keys`, `types`, `file` and `line` in the head or null, and
/// `lines`; of a line `mark` (`+`, `-`, `~`), `label`, `detail` and `request`, null or a request that is decided
/// differently: `allowed` tells whether it is now, `method` and `path` or `scope` what it is, `tenant`, `from`, `at`,
/// `key` and `handle` the rest; without `key` it comes without a credential. `head` and `byRulesOfBase` have findings as
/// `check` prints them.
public enum JSONReview {
  /// One object on one line that ends in a line feed.
  public static func render(_ review: Review) -> String {
    let counts = ChangeClass.allCases.map { kind in
      (kind.rawValue, JSONValue.int(review.entries.count { $0.classes.contains(kind) }))
    }
    let value = JSONValue.object([
      ("at", .string(review.at.description)),
      ("summary", .string(Summary(review: review).text)),
      ("counts", .object(counts)),
      ("changes", .array(review.entries.map(value))),
      ("head", value(review.head)),
      ("byRulesOfBase", value(review.byRulesOfBase)),
      ("approvers", .array(review.approvers.map { .string($0.text) })),
    ])
    return TokenRedactor.redact(value.text) + "\n"
  }

  private static func value(_ entry: ReviewEntry) -> JSONValue {
    .object([
      ("subject", .string(entry.subject.rawValue)),
      ("name", .string(entry.name)),
      ("title", .string(entry.title.text)),
      ("classes", .array(entry.classes.map { .string($0.rawValue) })),
      ("countsAsWidening", .bool(entry.countsAsWidening)),
      ("note", .string(entry.note.text)),
      ("keys", .array(entry.keys.map { .string($0.description) })),
      ("types", .array(entry.types.map { .string($0.description) })),
      ("file", .string(orNull: entry.place?.file)),
      ("line", entry.place.map { .int($0.line) } ?? .null),
      ("lines", .array(entry.lines.map(value))),
    ])
  }

  private static func value(_ line: ReviewLine) -> JSONValue {
    .object([
      ("mark", .string(line.mark.rawValue)),
      ("label", .string(line.label.text)),
      ("detail", .string(line.detail.text)),
      ("request", line.witness.map { value($0, isGain: line.isGain) } ?? .null),
    ])
  }

  private static func value(_ witness: Witness, isGain: Bool) -> JSONValue {
    var (method, path, scope): (String?, String?, String?) = (nil, nil, nil)
    switch witness.wish {
    case .route(let asked, let way): (method, path) = (TokenRedactor.redact(asked), TokenRedactor.redact(way))
    case .scope(let asked): scope = asked.description
    }
    return .object([
      ("allowed", .bool(isGain)),
      ("service", .string(witness.service.description)),
      ("environment", .string(witness.environment.description)),
      ("method", .string(orNull: method)),
      ("path", .string(orNull: path)),
      ("scope", .string(orNull: scope)),
      ("tenant", .string(orNull: witness.tenant.map(TokenRedactor.redact))),
      ("from", .string(orNull: witness.from?.description)),
      ("at", .string(witness.at.description)),
      ("key", .string(orNull: witness.key?.description)),
      ("handle", .string(orNull: witness.handle?.description)),
    ])
  }

  private static func value(_ findings: Review.HeadFindings) -> JSONValue {
    .object([
      ("errors", .int(findings.errors)),
      ("findings", .array(findings.findings.map { JSONRenderer.value($0) })),
    ])
  }
}
