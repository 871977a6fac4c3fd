import ConformanceSupport
import Foundation
import TestSupport
import Testing

/// Every vector through the doors that are in Swift: one verdict.
struct DoorTests {
  @Test(arguments: try VectorFile.all())
  func libraryDecidesAsTheVectorSays(file: VectorFile) throws {
    let prepared = try PreparedFolder(file)
    var door = try LibraryDoor(prepared.scenario, in: prepared.url)
    for (number, step) in prepared.scenario.steps.enumerated() {
      for _ in 0..<step.times {
        let difference = try door.outcome(of: step).difference(from: step)
        #expect(difference == nil, "\(file), step \(number): \(difference ?? "")")
      }
    }
  }

  @Test(.enabled(if: program != nil, "`bitting` is not built beside the tests"), arguments: try VectorFile.all())
  func commandDecidesAsTheVectorSays(file: VectorFile) throws {
    let prepared = try PreparedFolder(file)
    var door = try CommandDoor(prepared.scenario, in: prepared.url, program: DoorTests.program ?? "")
    let steps = prepared.scenario.steps
    for (number, step) in steps.enumerated() {
      guard let outcome = try door.outcome(of: step, before: steps.dropFirst(number + 1).first) else { continue }
      let difference = outcome.difference(from: step)
      #expect(difference == nil, "\(file), step \(number): \(difference ?? "")")
    }
  }

  /// The program of the same build: it stands in the folder of the test executable.
  private static var program: String? {
    let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    let path = folder.appendingPathComponent("bitting").path
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }
}

/// A scenario that was prepared to a folder and read from it, as other programs do.
final class PreparedFolder {
  private let folder: TemporaryFolder
  let scenario: Scenario
  var url: URL { folder.url }

  init(_ file: VectorFile) throws {
    folder = try TemporaryFolder()
    try Preparation(try file.read(), named: file.name).write(to: folder.url)
    scenario = try Scenario(reading: folder.url)
  }
}
