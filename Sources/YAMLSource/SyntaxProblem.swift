/// Why libyaml could not read on, in its words; ``fact`` and ``help`` say it in ours.
struct SyntaxProblem {
  /// What is wrong.
  let problem: String
  /// What was being read; empty where libyaml does not say.
  let context: String
  /// Where it is wrong, and where what was being read began; in code points.
  let place: Int
  let contextPlace: Int
  /// Whether a tab stands at ``place``.
  var isAtTab = false

  /// Whether the place where it began tells more than the place where it became apparent.
  var isAboutContext: Bool {
    isAboutProperty || context == "while scanning a simple key"
      || context == "while scanning a quoted scalar" && endsEarly
  }

  /// What stands at ``contextPlace``, where that explains the problem.
  var contextFact: String? {
    switch context {
    case "while parsing a block mapping": "the mapping begins here"
    case "while parsing a block collection", "while parsing a flow sequence": "the list begins here"
    case "while parsing a flow mapping": "the mapping begins here"
    default: nil
    }
  }

  private var endsEarly: Bool {
    problem == "found unexpected end of stream" || problem == "found unexpected document indicator"
  }

  /// Whether it is about an anchor, an alias or a tag, which would be refused anyway.
  var isAboutProperty: Bool {
    isAboutTag || context == "while scanning an anchor" || context == "while scanning an alias"
  }

  private var isAboutTag: Bool { context.hasSuffix(" tag") || problem == "found undefined tag handle" }

  /// The fact for a finding.
  var fact: String {
    if isAboutTag { return "a tag" }
    if context == "while scanning an anchor" { return "an anchor" }
    if context == "while scanning an alias" { return "an alias" }
    return switch problem {
    case "could not find expected ':'" where place > contextPlace + YAMLParser.keyLimit:
      "a key of more than \(YAMLParser.keyLimit) characters"
    case "could not find expected ':'": "this line has no `:` after its key"
    case "block sequence entries are not allowed in this context": "a list item cannot begin here"
    case "mapping keys are not allowed in this context": "a key cannot begin here"
    case "mapping values are not allowed in this context", "found unexpected ':'": "`:` cannot stand here"
    case "did not find expected ',' or ']'": "`,` or `]` is missing here"
    case "did not find expected ',' or '}'": "`,` or `}` is missing here"
    case "did not find expected '-' indicator": "this is neither the next item of the list nor its end"
    case "did not find expected key": "this is neither the next key of the mapping nor its end"
    case "did not find expected <document start>": "`---` is missing here"
    case "did not find expected node content": "a value is missing here"
    case "found unexpected end of stream" where context == "while scanning a quoted scalar",
      "found unexpected document indicator":
      "these quotes are never closed"
    case "found character that cannot start any token" where isAtTab,
      "found a tab character that violates indentation",
      "found a tab character where an indentation space is expected":
      "a tab stands where spaces indent"
    case "found character that cannot start any token": "no value can begin with this character"
    case "found unknown escape character": "an escape that does not exist"
    case "did not find expected hexdecimal number": "an escape without its hexadecimal digits"
    case "found invalid Unicode character escape code": "an escape that stands for no character"
    case "found an indentation indicator equal to 0": "a block text indented by 0"
    case "did not find expected comment or line break": "only a comment may follow on this line"
    default: "this is not well-formed YAML"
    }
  }

  /// What to do about an alias: most often none is meant.
  static let aliasHelp =
    "write a text that begins with `*` in quotes, such as `\"*:read\"`; for an alias, what it stands for"

  /// What to do, where that is likely enough.
  var help: String? {
    if context == "while scanning an alias" { return SyntaxProblem.aliasHelp }
    return switch problem {
    case "mapping values are not allowed in this context": "quote the text if the `:` belongs to it"
    case "found character that cannot start any token": isAtTab ? "indent with spaces" : "quote the text"
    default: nil
    }
  }
}
