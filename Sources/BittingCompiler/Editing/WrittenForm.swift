package import KeyModel

/// How a value is written: the same in a declaration and as an option of a command.
package struct WrittenForm<Value: Sendable>: Sendable {
  /// What it is, with its article: `a rate`.
  package let kind: String
  /// What to write.
  package let help: String
  private let read: @Sendable (String) -> Value?

  /// The value that `text` writes; nil if it has another form.
  package func parse(_ text: String) -> Value? { read(text) }

  private init(kind: String, help: String, read: @escaping @Sendable (String) -> Value?) {
    self.kind = kind
    self.help = help
    self.read = read
  }

  private init<Field: FieldValue>(_ field: Field.Type, _ value: @escaping @Sendable (Field) -> Value) {
    self.init(kind: Field.kind, help: Field.help) { Field(parsing: $0.utf8.span).map(value) }
  }
}

extension WrittenForm where Value == KeyID {
  /// The name of a key.
  package static var key: WrittenForm { WrittenForm(KeyID.self) { $0 } }
}

extension WrittenForm where Value == Name {
  /// A name.
  package static var name: WrittenForm { WrittenForm(Name.self) { $0 } }
}

extension WrittenForm where Value == EnvironmentName {
  /// The name of an environment.
  package static var environment: WrittenForm { WrittenForm(EnvironmentName.self) { $0 } }
}

extension WrittenForm where Value == Text {
  /// One line of text.
  package static var line: WrittenForm { WrittenForm(Line.self) { $0.text } }
  /// A text.
  package static var prose: WrittenForm { WrittenForm(Prose.self) { $0.text } }
}

extension WrittenForm where Value == TenantClaim {
  /// A tenant, or `*` for all of them.
  package static var tenant: WrittenForm { WrittenForm(TenantClaim.self) { $0 } }
}

extension WrittenForm where Value == ScopePattern {
  /// A scope.
  package static var scope: WrittenForm { WrittenForm(ScopePattern.self) { $0 } }
}

extension WrittenForm where Value == Network {
  /// A network.
  package static var network: WrittenForm { WrittenForm(Network.self) { $0 } }
}

extension WrittenForm where Value == Rate {
  /// A rate.
  package static var rate: WrittenForm { WrittenForm(Rate.self) { $0 } }
}

extension WrittenForm where Value == TimeSpan {
  /// A length of time.
  package static var timeSpan: WrittenForm { WrittenForm(TimeSpan.self) { $0 } }
}

extension WrittenForm where Value == Instant {
  /// An instant, a date, or a length of time from `now`.
  package static func end(from now: Instant) -> WrittenForm {
    WrittenForm(
      kind: "a point in time",
      help: "write an instant `2026-09-02T08:00:00Z`, a date `2026-09-02` or a length of time such as `30d`"
    ) { text in Instant(text) ?? TimeSpan(text).map { now + $0 } }
  }
}
