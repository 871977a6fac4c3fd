import Foundation
import KeyModel

/// The rows about `check`, `build` and `review` of large repositories.
struct CheckSuite {
  let comparisons: [Comparison]

  /// Makes in `work` the repositories that are not there yet.
  init(programs: String, work: String) throws {
    let programs = URL(fileURLWithPath: programs)
    let work = URL(fileURLWithPath: work)
    try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
    let many = try Repository(keys: 100_000, files: 1_000, in: work, programs)
    let single = try Repository(keys: 10_000, files: 10_000, in: work, programs)
    let small = try Repository(keys: 100, files: 1, in: work, programs)
    comparisons = try [
      many.onOneCore, many.onAllCores, many.besideItsBytes, many.build(into: work), many.review(),
      single.onOneCore, single.onAllCores, single.build(into: work), single.review(),
      Comparison(
        name: "check of 100 keys in one file, the whole process", beside: .amount("a fixed time", 0.015),
        ours: small.check, goals: [(.wall, 1)]),
    ]
  }

  /// A repository with what is run on it.
  private struct Repository {
    let name: String
    let folder: URL
    let programs: URL

    init(keys: Int, files: Int, in work: URL, _ programs: URL) throws {
      name = "\(keys) keys in \(files) file\(files == 1 ? "" : "s")"
      folder = work.appendingPathComponent("\(keys)-\(files)")
      self.programs = programs
      guard !FileManager.default.fileExists(atPath: folder.path) else { return }
      // Under another name until it is whole, so that a run that was stopped leaves none that is cut short.
      let unfinished = folder.appendingPathExtension("unfinished")
      try? FileManager.default.removeItem(at: unfinished)
      try SampleTree(keys: keys, files: files, seed: 1).write(to: unfinished.path)
      try FileManager.default.moveItem(at: unfinished, to: folder)
    }

    private func program(_ name: String, _ arguments: [String]) -> ChildProcess {
      ChildProcess(path: programs.appendingPathComponent(name).path, arguments: arguments)
    }

    var check: ChildProcess {
      program("bitting", ["check", "--root", folder.path, "--at", SampleTree.now.description])
    }

    private var floor: ChildProcess {
      program("yaml-floor", ["keys", "policies"].map { folder.appendingPathComponent($0).path })
    }

    var onOneCore: Comparison {
      Comparison(
        name: "check of \(name), on one core", beside: .program("a C loop over libyaml's events", floor.onOneCore),
        ours: check.onOneCore, goals: [(.processor, 1.5)])
    }

    var onAllCores: Comparison {
      Comparison(
        name: "check of \(name), on all cores", beside: .program("a C loop over libyaml's events", floor), ours: check,
        goals: [(.wall, 1)])
    }

    var besideItsBytes: Comparison {
      let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.fileSizeKey])
      let bytes = (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "yaml" }
        .reduce(0) { $0 + ((try? $1.resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0) }
      return Comparison(
        name: "check of \(name)", beside: .amount("the bytes of its sources", Double(bytes)), ours: check,
        goals: [(.memory, 2)])
    }

    func review() throws -> Comparison {
      let change = try ReviewedChange(of: folder).folder.path
      let revisions = ["--base", "HEAD~1", "--head", "HEAD", "--at", SampleTree.now.description]
      return Comparison(
        name: "review of a change to ten of \(name)", beside: .program("check", check),
        ours: program("bitting", ["review", "--root", change] + revisions), goals: [(.processor, 0.3), (.wall, 0.3)])
    }

    func build(into work: URL) -> Comparison {
      let keys = (1...2).flatMap { ["--signing-key", folder.appendingPathComponent("signer-\($0).key").path] }
      let out = work.appendingPathComponent("bundles").path
      let root = ["--root", folder.path, "--at", SampleTree.now.description, "--out", out]
      return Comparison(
        name: "build of \(name)", beside: .program("check", check), ours: program("bitting", ["build"] + root + keys),
        goals: [(.processor, 1.3), (.wall, 1.3)])
    }
  }
}
