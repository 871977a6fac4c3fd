/// A finding as it is shown: lines and columns instead of bytes, and no token in any of its texts.
///
/// Renderers take only this, so none of them can print a secret.
public struct LocatedFinding: Hashable, Sendable {
  /// The name of the rule.
  public let rule: String
  /// How much it weighs.
  public let severity: Severity
  /// The fact.
  public let message: String
  /// What to do; nil where that is not known.
  public let help: String?
  /// Where it is.
  public let place: Place
  /// Where that is in the structure of the file, such as `secrets[0].sha256`; empty at a root, and where a file could
  /// not be read.
  public let path: String
  /// Other places that explain it, in the order to read them.
  public let related: [Related]

  /// A place as people count.
  public struct Place: Hashable, Sendable {
    /// The file, relative to the root.
    public let file: String
    /// The first line, from 1.
    public let line: Int
    /// The first character of it, in code points from 1.
    public let column: Int
    /// The line of the first character behind the place.
    public let endLine: Int
    /// The column of the first character behind the place.
    public let endColumn: Int
    /// The first line itself; nil for a file without text to show.
    public let excerpt: SourceExcerpt?
    /// What tells the first line from others of the file wherever it moves; nil where nobody asked for it.
    let fingerprint: String?

    /// The same place for readers who count files from a folder above; `folder` is empty or ends in `/`.
    public func below(_ folder: String) -> Place {
      Place(
        file: folder + file, line: line, column: column, endLine: endLine, endColumn: endColumn, excerpt: excerpt,
        fingerprint: fingerprint)
    }
  }

  /// A further place, with what it shows.
  public struct Related: Hashable, Sendable {
    /// The place.
    public let place: Place
    /// What it shows.
    public let message: String

    /// `place`, with what it shows.
    public init(place: Place, message: String) {
      self.place = place
      self.message = TokenRedactor.redact(message)
    }
  }

  init(
    rule: String, severity: Severity, message: String, help: String?, place: Place, path: String, related: [Related]
  ) {
    self.rule = rule
    self.severity = severity
    self.message = message
    self.help = help
    self.place = place
    self.path = path
    self.related = related
  }

  /// A finding of `rule` at a place that is known already. Tokens are cut in `message`.
  public init(_ rule: String, _ severity: Severity, _ message: String, at place: Place) {
    self.init(
      rule: rule, severity: severity, message: TokenRedactor.redact(message), help: nil, place: place, path: "",
      related: [])
  }

  /// The same finding at `place`, which is `path` in the structure of its file, with those further places that are
  /// `kept`.
  public func moved(to place: Place, path: String, related kept: [Related]) -> LocatedFinding {
    LocatedFinding(
      rule: rule, severity: severity, message: message, help: help, place: place,
      path: TokenRedactor.redact(path), related: kept)
  }
}
