import Foundation
import KeyModel

/// The rows about `check`, `build` and `review` of large repositories.
enum CheckSuite {
  /// The repositories are made in `work` when they are first measured.
  static func plans(programs: String, work: String) -> [Plan] {
    let programs = URL(fileURLWithPath: programs)
    let work = URL(fileURLWithPath: work)
    let many = Repository(keys: 100_000, files: 1_000, in: work, programs)
    let single = Repository(keys: 10_000, files: 10_000, in: work, programs)
    let small = Repository(keys: 100, files: 1, in: work, programs)
    return [
      many.onOneCore, many.onAllCores, many.besideItsBytes, many.build(into: work), many.review,
      single.onOneCore, single.onAllCores, single.build(into: work), single.review, small.alone,
    ]
  }

  /// A repository with what is run on it.
  private struct Repository {
    let name: String
    let keys: Int
    let files: Int
    let folder: URL
    let programs: URL

    private static let loop = "a C loop over libyaml's events"

    init(keys: Int, files: Int, in work: URL, _ programs: URL) {
      name = "\(keys) keys in \(files) file\(files == 1 ? "" : "s")"
      (self.keys, self.files) = (keys, files)
      folder = work.appendingPathComponent("\(keys)-\(files)")
      self.programs = programs
    }

    /// Makes it unless it is there.
    private func make() throws {
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

    /// The plan for what `comparison` does once the repository is there.
    private func plan(_ title: String, beside other: String, _ comparison: @escaping () throws -> Comparison) -> Plan {
      Plan(title, beside: other) {
        try make()
        return try comparison()
      }
    }

    var onOneCore: Plan {
      plan("check of \(name), on one core", beside: Repository.loop) {
        Comparison(beside: .program(floor.onOneCore), ours: check.onOneCore, goals: [(.processor, 1.5)])
      }
    }

    var onAllCores: Plan {
      plan("check of \(name), on all cores", beside: Repository.loop) {
        Comparison(beside: .program(floor), ours: check, goals: [(.wall, 1)])
      }
    }

    var besideItsBytes: Plan {
      plan("check of \(name)", beside: "the bytes of its sources") {
        Comparison(beside: .amount(Double(byteCount)), ours: check, goals: [(.memory, 2)])
      }
    }

    private var byteCount: Int {
      let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.fileSizeKey])
      return (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "yaml" }
        .reduce(0) { $0 + ((try? $1.resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0) }
    }

    var review: Plan {
      plan("review of a change to ten of \(name)", beside: "check") {
        let change = try ReviewedChange(of: folder).folder.path
        let revisions = ["--base", "HEAD~1", "--head", "HEAD", "--at", SampleTree.now.description]
        return Comparison(
          beside: .program(check), ours: program("bitting", ["review", "--root", change] + revisions),
          goals: [(.processor, 0.3), (.wall, 0.3)])
      }
    }

    func build(into work: URL) -> Plan {
      plan("build of \(name)", beside: "check") {
        let keys = (1...2).flatMap { ["--signing-key", folder.appendingPathComponent("signer-\($0).key").path] }
        let out = work.appendingPathComponent("bundles").path
        let root = ["--root", folder.path, "--at", SampleTree.now.description, "--out", out]
        return Comparison(
          beside: .program(check), ours: program("bitting", ["build"] + root + keys),
          goals: [(.processor, 1.3), (.wall, 1.3)])
      }
    }

    var alone: Plan {
      plan("check of \(name), the whole process", beside: "a fixed time") {
        Comparison(beside: .amount(0.015), ours: check, goals: [(.wall, 1)])
      }
    }
  }
}
