internal import Foundation
import Testing

/// A text that tries to be more than text where it ends up; `Injections.json` lists them.
struct Injection: Decodable, CustomTestStringConvertible {
  let name: String
  private let text: String
  private let times: Int?

  /// The text itself.
  var value: String { String(repeating: text, count: times ?? 1) }

  var testDescription: String { name }

  /// All of them.
  static let all: [Injection] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Injections.json")
    return (try? JSONDecoder().decode([Injection].self, from: Data(contentsOf: file))) ?? []
  }()

  /// What no report may show of any secret in here: the digits behind a token's handle, and what is in the keys.
  static let secrets = ["T3vXw8LdRrYb0cNfGsJe4uAiQo22Ctz3", "TVDW0S3JN54KHCE6MUA7L", "AbC+/123AbC+/123"]
}
