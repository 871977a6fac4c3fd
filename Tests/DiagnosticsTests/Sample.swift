import Testing

@testable import Diagnostics

/// Files whose text marks places: `«1:like this»` is place 1.
struct Sample {
  let sources: SourceSet
  private var places: [Int: SourceSpan] = [:]

  init(_ files: [(path: String, text: String)]) {
    var marked: [String: [(Int, Int, Int)]] = [:]
    let plain = files.map { file in
      var bytes: [UInt8] = []
      var open: [(number: Int, start: Int)] = []
      var rest = Substring(file.text)
      while let character = rest.unicodeScalars.first {
        if character == "«" {
          let number = rest.unicodeScalars.dropFirst().prefix { $0 != ":" }
          open.append((Int(String(number)) ?? 0, bytes.count))
          rest.unicodeScalars.removeFirst(number.count + 2)
        } else if character == "»", let (number, start) = open.popLast() {
          marked[file.path, default: []].append((number, start, bytes.count))
          rest.unicodeScalars.removeFirst()
        } else {
          bytes += Array(String(character).utf8)
          rest.unicodeScalars.removeFirst()
        }
      }
      return SourceFile(path: file.path, bytes: bytes)
    }
    sources = SourceSet(plain)
    for id in sources.ids {
      for (number, start, end) in marked[sources[id].path] ?? [] {
        places[number] = SourceSpan(file: id, start: start, end: end)
      }
    }
  }

  subscript(number: Int) -> SourceSpan { places[number] ?? SourceSpan(file: FileID(99), start: 0, end: 0) }

  func locate(_ findings: Finding...) -> [LocatedFinding] {
    FindingLocator(sources, pathOf: { _ in "scopes[1]" }).locate(findings)
  }
}
