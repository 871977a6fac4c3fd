internal import YAMLSource

/// What a mapping is, for messages; the text is put together only where one is made.
enum MappingName: ExpressibleByStringInterpolation, CustomStringConvertible {
  /// As it is said.
  case words(String)
  /// The key with this name; nil where the name could not be read.
  case key(YAMLNode?)
  /// One of the secrets of that key.
  case secret(of: YAMLNode?)

  init(stringLiteral text: String) {
    self = .words(text)
  }

  var description: String {
    switch self {
    case .words(let words): words
    case .key(let name): name.map { "key `\($0.text)`" } ?? "a key"
    case .secret(let owner): "a secret of \(MappingName.key(owner))"
    }
  }
}
