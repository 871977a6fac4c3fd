/// How a text is written, as a regular expression of the kind that JSON Schema has (ECMA 262, no flags).
///
/// The expressions take what the parsers take and nothing else, but for what no expression can say: that a day exists,
/// that a network has no bits behind its prefix, and how many bytes a text has.
struct TextForm: Sendable {
  /// The whole text.
  let pattern: String
  /// Texts of this form.
  let examples: [String]
  /// The most characters; a text of fewer characters may still have too many bytes.
  var longest: Int?
  /// Which numbers are texts of this form too, where a YAML reader looks at values alone and takes `4711` for one.
  var numbers: Numbers = .none

  enum Numbers: Sendable {
    case none, zero, any
  }

  init(_ pattern: String, _ examples: String..., longest: Int? = nil, numbers: Numbers = .none) {
    self.pattern = "^(?:\(pattern))$"
    self.examples = examples
    self.longest = longest
    self.numbers = numbers
  }
}

// What names are.
extension TextForm {
  private static let namePattern = "[a-z][a-z0-9_-]{0,63}"
  private static let pathCharacters = "A-Za-z0-9._~!$&'()+,=:@-"

  static let name = TextForm(namePattern, "orders")
  static let key = TextForm("[a-z0-9][a-z0-9-]{0,62}[a-z0-9]", "acme-sync", numbers: .any)
  static let environment = TextForm("[a-z0-9]{1,11}", "live", "test", numbers: .any)
  static let tokenPrefix = TextForm("[a-z0-9]{2,12}", "shop", numbers: .any)
  static let tenant = TextForm("(?!\\.{1,2}$)[\(pathCharacters)]{1,128}", "acme", numbers: .any)
  static let tenantClaim = TextForm(
    "\\*|(?!\\.{1,2}$)[\(pathCharacters)]{1,128}", "acme", "*", numbers: .any)
  static let scope = TextForm("\(namePattern):\(namePattern)", "orders:read", "orders:write")
  static let scopePattern = TextForm(
    "(?:\\*|\(namePattern)):(?:\\*|\(namePattern))", "orders:read", "*:read", "orders:*")
  static let access = TextForm("public|\(namePattern):\(namePattern)", "orders:read", "public")
  static let route = TextForm(
    "[!#$%&'*+.^_`|~0-9A-Za-z-]{1,32} +(?:/(?:\(routeSegment)))*/(?:\(routeSegment))?",
    "GET /v1/tenants/{tenant}/orders", longest: 2_200)
  private static let routeSegment =
    "\\{[A-Za-z0-9_-]{1,64}\\}|(?!\\.{1,2}(?:/|$))[*\(pathCharacters)]+"
  static let request = TextForm("[^ ]+ +[^ ][\\s\\S]*", "GET /v1/tenants/acme/orders")
}

// What is counted and measured.
extension TextForm {
  private static let day = "(?:19[7-9][0-9]|[2-9][0-9]{3})-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
  private static let number = "[1-9][0-9]{0,18}"

  static let instant = TextForm(
    "\(day)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z)?", "2026-09-02T08:00:00Z", "2026-09-02")
  static let timeSpan = TextForm("0|(?:0|\(number))[smhd]", "7d", "24h", "15m", numbers: .zero)
  static let someTime = TextForm("\(number)[smhd]", "90d", "24h", "15m")
  static let rate = TextForm("unlimited|[1-9][0-9]{0,9}/(?:s|min|h|d)", "600/min", "10/s", "unlimited")
  static let quota = TextForm("\(number)/(?:hour|day|month)", "100000/month")
  static let outcome = TextForm("allow|deny(?: (?:\(reasons)))?", "allow", "deny", "deny tenant")
  private static let reasons =
    "missing|ambiguous|malformed|unknown|revoked|decoy|disabled|not-yet-valid|expired|stale|network|path|route|scope"
    + "|tenant|rate|quota"
}

// What is somebody's key, and where somebody is.
extension TextForm {
  static let handle = TextForm("[0-9A-Za-z]{8}", "k7Hq2mZp", numbers: .any)
  static let revoked = TextForm("[0-9A-Za-z]{8}|sha256", "k7Hq2mZp", "sha256", numbers: .any)
  static let digest = TextForm(
    "[0-9a-f]{64}", "c40fe5e35767634387790d1b2618c2dbf4f8f6ca658fca997d4b055d68f311ff", numbers: .any)
  static let signer = TextForm("RW[Q-T][A-Za-z0-9+/]{53}", "RWTqJsjbU+Rd1oJquRBrZ2AW9iS169vdY2arORiwhDVhMv8yb0A5iI3Y")
  static let recipient = TextForm(
    "age1[02-9ac-hj-np-z]{58}", "age1ycmglezzvym52slenyd9tpf34e8chutwuanskjvx9sqpzgy3ysqq964y43")
  static let address = TextForm("\(AddressPattern.v4)|\(AddressPattern.v6)", "203.0.113.9", "2001:db8::9")
  static let network = TextForm(
    "(?:\(AddressPattern.v4))(?:/(?:[12]?[0-9]|3[0-2]))?"
      + "|(?:\(AddressPattern.v6))(?:/(?:[1-9]?[0-9]|1[01][0-9]|12[0-8]))?", "203.0.113.0/24", "2001:db8::/32")

  static let line = TextForm("[^\\n]*[^\\s][^\\n]*", longest: 256, numbers: .any)
  static let prose = TextForm("[\\s\\S]*[^\\s][\\s\\S]*", longest: 4_096, numbers: .any)
  static let reasonInOneLine = TextForm(
    "(?!(?:true|false)$)[^\\n]*[^\\s][^\\n]*", "waiting for the contract", longest: 256, numbers: .any)
}

/// Addresses as regular expressions.
enum AddressPattern {
  private static let byte = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
  private static let group = "[0-9A-Fa-f]{1,4}"

  /// Four numbers with dots.
  static let v4 = "(?:\(byte)\\.){3}\(byte)"

  /// Eight groups, or fewer with one `::`; the last two may be written as an IPv4 address (RFC 4291, §2.2).
  static let v6 = (whole + gaps).joined(separator: "|")

  private static let whole = ["(?:\(group):){7}\(group)", "(?:\(group):){6}\(v4)"]

  /// One alternative for each number of groups before the `::`.
  private static let gaps = (0...7).flatMap { before in
    let start = before == 0 ? ":" : "(?:\(group):){\(before)}"
    let room = 7 - before
    let groups = room == 0 ? ":" : ":(?:\(group)(?::\(group)){0,\(room - 1)})?"
    let dotted = room < 2 ? [] : ["\(start):(?:\(group):){0,\(room - 2)}\(v4)"]
    return [start + groups] + dotted
  }
}
