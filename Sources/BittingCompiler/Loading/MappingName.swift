internal import KeyModel

/// What a mapping is, for messages; the text is put together only where one is made.
enum MappingName: ExpressibleByStringInterpolation, CustomStringConvertible {
  /// As it is said.
  case words(String)
  /// A key.
  case key(KeyID)
  /// One of the secrets of something.
  indirect case secret(of: MappingName)

  init(stringLiteral text: String) {
    self = .words(text)
  }

  var description: String {
    switch self {
    case .words(let words): words
    case .key(let id): "key `\(id)`"
    case .secret(let owner): "a secret of \(owner)"
    }
  }
}
