package import Foundation

extension Preparation {
  /// Writes the scenario and its files to a new folder at `url`.
  package func write(to url: URL) throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try encoder.encode(scenario).write(to: url.appendingPathComponent("scenario.json"))
    try Data(scenario.lines.utf8).write(to: url.appendingPathComponent("steps.tsv"))
    try Data((scenario.signers.joined(separator: "\n") + "\n").utf8).write(to: url.appendingPathComponent("signers"))
    for (name, content) in files {
      let file = url.appendingPathComponent(name)
      try Data(content.bytes).write(to: file)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
      if case .zeros(let count) = content {
        let handle = try FileHandle(forWritingTo: file)
        try handle.truncate(atOffset: UInt64(count))
        try handle.close()
      }
    }
  }
}

extension Preparation.Content {
  fileprivate var bytes: [UInt8] {
    switch self {
    case .bytes(let bytes): bytes
    case .zeros: []
    }
  }
}

extension Scenario {
  /// The scenario at `url`.
  package init(reading folder: URL) throws {
    let data = try Data(contentsOf: folder.appendingPathComponent("scenario.json"))
    self = try JSONDecoder().decode(Scenario.self, from: data)
  }
}
