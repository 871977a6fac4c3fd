import ConformanceSupport
import Foundation

/// `prepare-vectors FOLDER [NAME …]`: writes the conformance vectors, or those of these names, to FOLDER as plain files
/// that any program can run (`Tests/Vectors/README.md`).
@main
struct PrepareVectors {
  static func main() throws {
    var arguments = CommandLine.arguments.dropFirst()
    guard let out = arguments.popFirst() else {
      try FileHandle.standardError.write(contentsOf: Data("usage: prepare-vectors FOLDER [NAME ...]\n".utf8))
      exit(64)
    }
    let files = try VectorFile.all().filter { arguments.isEmpty || arguments.contains($0.name) }
    for file in files {
      let folder = URL(fileURLWithPath: out).appendingPathComponent(file.name)
      try Preparation(try file.read(), named: file.name).write(to: folder)
    }
    print("\(files.count) scenarios in \(out)")
  }
}
