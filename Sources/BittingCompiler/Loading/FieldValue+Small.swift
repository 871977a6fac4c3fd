internal import KeyModel
internal import AgeFile
internal import Diagnostics
internal import Minisign

/// One line of text for people: not blank, 256 bytes at most.
struct Line: FieldText {
  let text: Text

  init?(parsing text: Span<UInt8>) {
    guard Line.isValid(text) else { return nil }
    self.text = Text(copying: text)
  }

  static func isValid(_ text: Span<UInt8>) -> Bool {
    text.count <= 256 && !text.isBlank && text.firstIndex(of: 0x0A) == nil
  }

  static let kind = "a line of text"
  static let help = "write one line, not blank, of 256 bytes at most"
}

/// Text for people: not blank, 4,096 bytes at most.
struct Prose: FieldText {
  let text: Text

  init?(parsing text: Span<UInt8>) {
    guard Prose.isValid(text) else { return nil }
    self.text = Text(copying: text)
  }

  static func isValid(_ text: Span<UInt8>) -> Bool { text.count <= 4_096 && !text.isBlank }

  static let kind = "a text"
  static let help = "write a text, not blank, of 4,096 bytes at most"
}

extension Span where Element == UInt8 {
  /// Whether a reader sees nothing in it: it is empty, or holds only spaces, tabs, line feeds, and the two wide
  /// characters without ink that a declaration may hold (U+2800, U+3000).
  fileprivate var isBlank: Bool {
    var place = 0
    while place < count {
      switch self[place] {
      case 0x09, 0x0A, 0x20: place += 1
      case 0xE2 where isAt(place, 0xA0, 0x80), 0xE3 where isAt(place, 0x80, 0x80): place += 3
      default: return false
      }
    }
    return true
  }

  private func isAt(_ place: Int, _ second: UInt8, _ third: UInt8) -> Bool {
    place + 2 < count && self[place + 1] == second && self[place + 2] == third
  }
}

/// A count: a whole number without sign.
struct Count: FieldValue {
  let value: UInt32

  init?(parsing text: Span<UInt8>) {
    guard let number = text.decimal, let value = UInt32(exactly: number) else { return nil }
    self.value = value
  }

  static let kind = "a whole number"
  static let help = "write decimal digits, up to 4294967295"
}

/// Yes or no, in the two words that every YAML reader agrees on.
struct Flag: FieldValue {
  let value: Bool

  init?(parsing text: Span<UInt8>) {
    guard text.equals("true") || text.equals("false") else { return nil }
    value = text.equals("true")
  }

  static let kind = "`true` or `false`"
  static let help = "write `true` or `false`"
}

/// A severity, or `off`.
struct SeverityWord: FieldValue {
  let severity: Severity?

  init?(parsing text: Span<UInt8>) {
    if text.equals("off") {
      severity = nil
    } else if text.equals("error") {
      severity = .error
    } else if text.equals("warning") {
      severity = .warning
    } else if text.equals("note") {
      severity = .note
    } else {
      return nil
    }
  }

  static let kind = "a severity"
  static let help = "write `error`, `warning`, `note` or `off`"
}

/// `allow`, or `deny` with or without a reason.
struct OutcomeWords: FieldValue {
  let outcome: TestDeclaration.Outcome

  init?(parsing text: Span<UInt8>) {
    if text.equals("allow") {
      outcome = .allow
    } else if text.equals("deny") {
      outcome = .deny(nil)
    } else {
      guard text.count > 5, text.extracting(0..<5).equals("deny ") else { return nil }
      guard let reason = DenialReason(parsing: text.extracting(5..<text.count)) else { return nil }
      outcome = .deny(reason)
    }
  }

  static let kind = "an outcome"
  static let help = "write `allow`, `deny`, or `deny` with a reason, such as `deny tenant`"
}

/// A method and a path as a caller sends them.
struct RequestLine: FieldValue {
  let method: Text
  let path: Text

  init?(parsing text: Span<UInt8>) {
    guard let space = text.firstIndex(of: 0x20), space > 0 else { return nil }
    var start = space
    while start < text.count, text[start] == 0x20 { start += 1 }
    guard start < text.count else { return nil }
    method = Text(copying: text.extracting(0..<space))
    path = Text(copying: text.extracting(start..<text.count))
  }

  static let kind = "a request"
  static let help = "write a method and a path, such as `GET /v1/tenants/acme/orders`"
}

extension TenantClaim: FieldText {
  static func isValid(_ text: Span<UInt8>) -> Bool { text.equals("*") || TenantName.isValid(text) }

  init?(parsing text: Span<UInt8>) {
    if text.equals("*") {
      self = .all
    } else {
      guard let tenant = TenantName(parsing: text) else { return nil }
      self = .one(tenant)
    }
  }

  static var kind: String { TenantName.kind }
  static var help: String { "\(TenantName.help); or `\"*\"` for every tenant, where the type lets a key say so" }
}

extension TenantRule: FieldValue {
  init?(parsing text: Span<UInt8>) {
    if text.equals("required") {
      self = .required
    } else if text.equals("optional") {
      self = .optional
    } else if text.equals("all") {
      self = .all
    } else {
      return nil
    }
  }

  static var kind: String { "a rule about tenants" }
  static var help: String { "write `required`, `optional` or `all`" }
}

extension NetworkRule: FieldValue {
  init?(parsing text: Span<UInt8>) {
    if text.equals("required") {
      self = .required
    } else if text.equals("optional") {
      self = .optional
    } else {
      return nil
    }
  }

  static var kind: String { "a rule about networks" }
  static var help: String { "write `required` or `optional`" }
}

extension RouteAccess: FieldValue {
  init?(parsing text: Span<UInt8>) {
    if text.equals("public") {
      self = .public
    } else {
      guard let scope = Scope(parsing: text) else { return nil }
      self = .scope(scope)
    }
  }

  static var kind: String { "what a route takes" }
  static var help: String { "write a scope such as `orders:read`, or `public`" }
  static var rule: any Rule.Type { MalformedScope.self }
}
