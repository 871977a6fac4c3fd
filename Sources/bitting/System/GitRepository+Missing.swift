// What is said of a commit that is not there.
extension GitRepository {
  /// The failure for a `revision` that names no commit here: what may be meant, and where the commit may be had from.
  func missing(_ revision: String) async throws -> CommandFailure {
    let message = "there is no commit `\(revision)` here"
    if try await isShallow {
      return .cannotTell(
        message, hint: "this clone is shallow: fetch more of the history (in CI, a fetch depth of 0)")
    }
    guard try await hasCommits else {
      return .cannotTell(message, hint: "the repository has no commit yet: commit what it is to be compared with")
    }
    if try await isThere(revision) {
      return .cannotTell("`\(revision)` names no commit", hint: "it names something else that git holds")
    }
    if let start = try await start(of: revision) {
      return .cannotTell(message, hint: "`\(start)` is there, and has no such ancestor")
    }
    let names = try await branches
    let hint = alike(revision, among: names) ?? NameHint.text(for: revision, among: names)
    guard try await hasRemotes else { return .cannotTell(message, hint: hint ?? "fetch it first") }
    return .cannotTell(message, hint: hint.map { "fetch it first; \($0)" } ?? "fetch it first")
  }

  /// The commit that `revision` counts back from, `HEAD` of `HEAD~3`; nil if it does not count, or from nothing.
  private func start(of revision: String) async throws -> String? {
    guard let mark = revision.utf8.firstIndex(where: { $0 == 0x7E || $0 == 0x5E }), mark > revision.startIndex,
      revision.utf8[mark...].allSatisfy({ $0 == 0x7E || $0 == 0x5E || (0x30...0x39).contains($0) })
    else { return nil }
    let name = String(revision[..<mark])
    let answer = try await run(["rev-parse", "--verify", "--quiet", "--end-of-options", "\(name)^{commit}"])
    return answer.output == nil ? nil : name
  }

  /// Whether git holds anything that `revision` names, such as a folder.
  private func isThere(_ revision: String) async throws -> Bool {
    try await run(["rev-parse", "--verify", "--quiet", "--end-of-options", revision]).output != nil
  }

  /// `origin/main` for `main`, and the other way round.
  private func alike(_ revision: String, among names: [String]) -> String? {
    let found = names.first { name in
      name.utf8.suffix(revision.utf8.count + 1).elementsEqual("/\(revision)".utf8)
        || revision.utf8.suffix(name.utf8.count + 1).elementsEqual("/\(name)".utf8)
    }
    return found.map { "did you mean `\($0)`?" }
  }

  /// Whether there is any commit, as far as git tells.
  private var hasCommits: Bool {
    get async throws {
      let answer = try await run(["rev-list", "--all", "--max-count=1"])
      return answer.output?.isEmpty != true
    }
  }

  private var hasRemotes: Bool {
    get async throws { try await run(["remote"]).output?.isEmpty == false }
  }

  /// The branches here, and those of other clones as they were last seen; a thousand at most.
  private var branches: [String] {
    get async throws {
      let format = "--format=%(refname:lstrip=2)"
      let answer = try await run(["for-each-ref", "--count=1000", format, "refs/heads", "refs/remotes"])
      let lines = (answer.output ?? []).split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
      return lines.filter { !$0.utf8.suffix(5).elementsEqual("/HEAD".utf8) }
    }
  }
}
