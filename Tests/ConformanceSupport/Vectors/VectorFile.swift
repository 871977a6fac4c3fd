package import Foundation

/// A vector's file.
package struct VectorFile: Sendable, CustomStringConvertible {
  /// The name without `.json`.
  package let name: String
  private let url: URL

  /// Why a file is no vector.
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  /// The vectors in the repository, by name.
  package static func all() throws -> [VectorFile] {
    let folder = root.appendingPathComponent("v1")
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "json" }
      .map { VectorFile(name: $0.deletingPathExtension().lastPathComponent, url: $0) }
      .sorted { $0.name < $1.name }
  }

  /// `Tests/Vectors`.
  package static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Vectors")

  /// The vector. A field that means nothing is a failure: what is misspelt must not be passed over.
  package func read() throws -> Vector {
    try VectorFile.read(try Data(contentsOf: url), named: name)
  }

  /// The vector in `data`.
  package static func read(_ data: Data, named name: String) throws -> Vector {
    let vector = try JSONDecoder().decode(Vector.self, from: data)
    let written = try JSONSerialization.jsonObject(with: data)
    let understood = try JSONSerialization.jsonObject(with: try JSONEncoder().encode(vector))
    guard let written = written as? NSDictionary, let understood = understood as? NSDictionary, written == understood
    else {
      throw Failure(description: "\(name): a field is not known, or says what goes without saying")
    }
    return vector
  }

  package var description: String { name }
}
