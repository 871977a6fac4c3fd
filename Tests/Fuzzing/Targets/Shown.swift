internal import Diagnostics

/// Bytes as they are shown in what a promise says: readable, and short.
struct Shown: CustomStringConvertible {
  let description: String

  init(_ bytes: [UInt8]) {
    let text = TerminalText.escaped(String(decoding: bytes.prefix(400), as: UTF8.self))
    description = "`\(text)`" + (bytes.count > 400 ? " and more" : "")
  }
}
