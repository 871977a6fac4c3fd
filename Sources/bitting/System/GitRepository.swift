internal import Subprocess

/// A git repository, asked for objects alone: nothing is checked out, and nothing of it is run.
///
/// Hooks, file system monitors, filters and diff drivers have no part in the commands that are used here, and lazily
/// missing objects are not fetched.
struct GitRepository {
  /// The folder that `keys/` and `policies/` are below; the repository's own or one in it.
  private let root: String
  private let program: Executable
  /// Where `root` is in the repository: empty, or with a slash at its end.
  private let prefix: [UInt8]
  /// Whether there are files beside the objects.
  let hasWorkingTree: Bool
  /// The names of the two revisions that are compared.
  private let names: (base: String, head: String)
  /// What git says of them; nil where they have to be asked for singly.
  private let range: GitRange?

  /// The repository around `root`, opened to compare `base` with `head`.
  init(around root: String, base: String, head: String) async throws {
    self.root = root
    names = (base, head)
    program = await GitProgram.find()
    // What is added to a name that begins with `:` would be a part of what is looked for.
    let areNames = [base, head].allSatisfy { GitRepository.isPlain($0) && $0.utf8.first != 0x3A }
    let range = areNames ? GitRange.question(base: base, head: head) : []
    var answer = try await GitRepository.facts(program, root, range)
    // A revision that is not there fails the whole question.
    if answer.output == nil { answer = try await GitRepository.facts(program, root, []) }
    let lines = answer.output?.split(separator: 0x0A, omittingEmptySubsequences: false) ?? []
    let isInside = lines.firstIndex { $0.elementsEqual("true".utf8) || $0.elementsEqual("false".utf8) }
    guard let isInside, isInside + 1 < lines.count else {
      throw CommandFailure.cannotTell(
        "`\(root)` is in no git repository that can be read", hint: answer.complaint)
    }
    self.range = GitRange(lines[..<isInside])
    hasWorkingTree = lines[isInside].elementsEqual("true".utf8)
    prefix = Array(lines[(isInside + 1)...].joined(separator: [0x0A]).dropLast())
  }

  /// What git says of `range` and then of the repository.
  private static func facts(_ program: Executable, _ root: String, _ range: [String]) async throws -> Answer {
    // In a checkout, what looks like a bare repository is something that was checked out: what it says of the base, and
    // what its configuration would have run, is a stranger's word.
    let options = CheckoutPrefix.isThere(around: root) ? GitProgram.refusingBareRepositories : []
    let question = ["rev-parse"] + range + ["--is-inside-work-tree", "--show-prefix"]
    return try await run(program, root, options + question, limit: 1 << 16)
  }

  /// The commit that `revision` names.
  func commit(_ revision: String, option: String) async throws -> GitObjectID {
    guard GitRepository.isPlain(revision) else {
      throw CommandFailure.usage("`\(revision)` for \(option) is no revision")
    }
    // What is added to a name would be a part of the text that is looked for.
    guard revision.utf8.first != 0x3A else {
      throw CommandFailure.usage(
        "`\(revision)` for \(option) looks for a text or a path", hint: "name a commit, a branch or a tag")
    }
    let answer = try await run(["rev-parse", "--verify", "--quiet", "--end-of-options", "\(revision)^{commit}"])
    guard let commit = answer.output.flatMap(GitObjectID.init(line:)) else {
      throw try await missing(revision)
    }
    return commit
  }

  /// Whether `revision` can be the name of one.
  private static func isPlain(_ revision: String) -> Bool {
    revision.utf8.first != 0x2D && !revision.isEmpty && !revision.utf8.contains { $0 < 0x20 }
  }

  /// The two commits that the repository was opened to compare.
  func commits() async throws -> (base: GitObjectID, head: GitObjectID) {
    if let range { return (range.base, range.head) }
    return (try await commit(names.base, option: "--base"), try await commit(names.head, option: "--head"))
  }

  /// The commit that the histories of `one` and `other` have in common.
  ///
  /// A shallow clone may not hold it, or hold an older one only: then there is no answer.
  func mergeBase(_ one: GitObjectID, _ other: GitObjectID) async throws -> GitObjectID {
    if one == other { return one }
    let commits = try await commonCommits(one, other)
    if commits == [one] { return one }
    let direct = "compare with the base as it is: --no-merge-base"
    if try await isShallow {
      throw CommandFailure.cannotTell(
        "this clone is shallow and may not hold what base and head have in common",
        hint: "fetch more of the history (in CI, a fetch depth of 0), or \(direct)")
    }
    guard let first = commits.first else {
      throw CommandFailure.cannotTell("base and head have no history in common", hint: direct)
    }
    guard commits.count == 1 else {
      throw CommandFailure.cannotTell(
        "base and head were merged crosswise: they have \(commits.count) last commits in common",
        hint: "merge the base into the head first, or \(direct)")
    }
    return first
  }

  private func commonCommits(_ one: GitObjectID, _ other: GitObjectID) async throws -> [GitObjectID] {
    if let range, range.base == one, range.head == other { return range.common }
    let answer = try await run(["merge-base", "--all", one.text, other.text])
    return (answer.output ?? []).split(separator: 0x0A).compactMap { GitObjectID(line: Array($0)) }
  }

  /// Whether parts of the history are elsewhere.
  var isShallow: Bool {
    get async throws {
      try await run(["rev-parse", "--is-shallow-repository"]).output.map { $0 == Array("true\n".utf8) } ?? false
    }
  }

  /// What stands under `keys/` and `policies/` in `commit`, and whether something says how files are checked out.
  func list(_ commit: GitObjectID) async throws -> GitListing {
    async let areInOrder = foldersAreInOrder(commit)
    let answer = try await run(
      ["ls-tree", "-r", "-z", commit.text, "--", "keys", "policies"] + attributeFiles, limit: 256 << 20)
    guard let bytes = answer.output else {
      throw CommandFailure.cannotTell("the files of `\(commit.text)` cannot be listed", hint: answer.complaint)
    }
    var listing = GitListing()
    var start = 0
    let text = bytes.span
    while start < text.count {
      var end = start
      while end < text.count, text[end] != 0 { end += 1 }
      guard let entry = GitEntry(line: text.extracting(start..<end)) else {
        throw CommandFailure.cannotTell("git lists the files of `\(commit.text)` in a form that is not known")
      }
      listing.add(entry)
      start = end + 1
    }
    guard try await areInOrder, listing.isInOrder else {
      throw CommandFailure.cannotTell(
        "the folders of `\(commit.text)` are damaged: names in them are out of order, or stand there twice",
        hint: "see `git fsck`")
    }
    return listing
  }

  /// Whether the folder of the declarations in `commit`, and those above it, are in order. What is not there is.
  private func foldersAreInOrder(_ commit: GitObjectID) async throws -> Bool {
    let depth = prefix.count { $0 == 0x2F }
    let names = [""] + (0..<depth).map { "./" + String(repeating: "../", count: $0) }
    let question = Array(names.map { "\(commit.text):\($0)\n" }.joined().utf8)
    guard let output = try await run(["cat-file", "--batch"], bytes: question, limit: 256 << 20).output else {
      throw unreadable
    }
    var rest = output[...]
    while let end = rest.firstIndex(of: 0x0A) {
      let words = rest[..<end].split(separator: 0x20)
      rest = rest[(end + 1)...]
      if words.last?.elementsEqual("missing".utf8) == true { continue }
      guard words.count == 3, words[1].elementsEqual("tree".utf8),
        let size = Int(String(decoding: words[2], as: UTF8.self)), size < rest.count
      else { return false }
      guard GitOrder.isKept(by: rest.prefix(size), objectLength: words[0].count / 2) else { return false }
      rest = rest.dropFirst(size + 1)
    }
    return true
  }

  /// The files of attributes beside the declarations' folders and in the folders above, as seen from `root`.
  private var attributeFiles: [String] {
    let depth = prefix.count { $0 == 0x2F }
    return (0...depth).map { String(repeating: "../", count: $0) + ".gitattributes" }
  }
}

// What a checkout makes of files.
extension GitRepository {
  /// The paths of those files of `listing` that are not checked out as `commit` holds them, so that what is built would
  /// not be what was reviewed: attributes of the commit itself may ask for another encoding, or for words to be filled in.
  ///
  /// Line ends mean nothing in a declaration, and filters are what this machine was told to run.
  func rewritten(_ listing: GitListing, of commit: GitObjectID) async throws -> Set<[UInt8]> {
    guard listing.hasAttributes else { return [] }
    let files = listing.entries.filter { $0.kind == .file }.map(\.path)
    guard !files.isEmpty else { return [] }
    let folder = try PrivateFolder()
    let index = ["GIT_INDEX_FILE": folder.path("index")]
    let words = Array(files.joined(separator: [0])) + [0]
    guard try await run(["read-tree", commit.text], environment: index).output != nil,
      let output = try await run(
        ["check-attr", "--cached", "--stdin", "-z", "working-tree-encoding", "ident"], bytes: words,
        limit: 2 * words.count + files.count * 256, environment: index
      ).output
    else { throw CommandFailure.cannotTell("the attributes of the files of `\(commit.text)` cannot be read") }
    // Each answer is a path, an attribute and its value, with a NUL behind each.
    let parts = output.split(separator: 0, omittingEmptySubsequences: false).dropLast().map(Array.init)
    let places = stride(from: 0, to: parts.count - 2, by: 3)
    return Set(places.lazy.filter { GitRepository.rewrites(parts[$0 + 1], parts[$0 + 2]) }.map { parts[$0] })
  }

  private static func rewrites(_ attribute: [UInt8], _ value: [UInt8]) -> Bool {
    let value = String(decoding: value, as: UTF8.self)
    if ["unspecified", "unset"].contains(value) { return false }
    return attribute.elementsEqual("ident".utf8) || value.uppercased() != "UTF-8"
  }
}

// Blobs.
extension GitRepository {
  /// The bytes of `objects`; nil for one that is larger than `limit`.
  func blobs(_ objects: [GitObjectID], limit: Int) async throws -> [GitObjectID: [UInt8]?] {
    let distinct = Array(Set(objects))
    guard !distinct.isEmpty else { return [:] }
    let headers = try await headers(of: distinct)
    var blobs: [GitObjectID: [UInt8]?] = [:]
    for (object, size) in headers where size > limit { blobs[object] = .some(nil) }
    let wanted = headers.filter { $0.size <= limit }
    let room = wanted.reduce(0) { $0 + $1.size + 128 }
    guard let output = try await run(["cat-file", "--batch"], input: wanted.map(\.object), limit: room).output else {
      throw unreadable
    }
    var place = 0
    for (object, size) in wanted {
      guard let end = output[place...].firstIndex(of: 0x0A), end + size + 1 < output.count,
        Array(output[place..<end]) == Array("\(object.text) blob \(size)".utf8)
      else { throw unreadable }
      blobs[object] = Array(output[(end + 1)..<(end + 1 + size)])
      place = end + size + 2
    }
    return blobs
  }

  /// How large each of them is.
  private func headers(of objects: [GitObjectID]) async throws -> [(object: GitObjectID, size: Int)] {
    let room = objects.count * 128
    guard let output = try await run(["cat-file", "--batch-check"], input: objects, limit: room).output else {
      throw unreadable
    }
    let lines = output.split(separator: 0x0A)
    guard lines.count == objects.count else { throw unreadable }
    return try zip(objects, lines).map { object, line in
      let words = line.split(separator: 0x20)
      guard words.count == 3, words[1].elementsEqual("blob".utf8), Array(words[0]) == Array(object.text.utf8),
        let size = Int(String(decoding: words[2], as: UTF8.self))
      else { throw unreadable }
      return (object, size)
    }
  }

  private var unreadable: CommandFailure {
    CommandFailure.cannotTell(
      "an object of one of the revisions is missing or damaged",
      hint: "this may be a partial clone: fetch the files of both revisions first")
  }

  /// What the regular files at `paths` would be as objects, bytes as they are; nil where there is no path, and for one that
  /// cannot be asked about.
  func objects(ofFiles paths: [String?]) async throws -> [GitObjectID?] {
    let asked = paths.map { path in path.flatMap { GitRepository.isAskable($0) ? $0 : nil } }
    let input = Array(asked.compactMap { $0.map { $0 + "\n" } }.joined().utf8)
    guard !input.isEmpty else { return paths.map { _ in nil } }
    let output = try await run(
      ["hash-object", "--no-filters", "--stdin-paths"], bytes: input, limit: paths.count * 128
    ).output
    let lines = (output ?? []).split(separator: 0x0A)
    guard lines.count == asked.count(where: { $0 != nil }) else { return paths.map { _ in nil } }
    var next = lines.makeIterator()
    return asked.map { $0 == nil ? nil : next.next().flatMap { GitObjectID(line: Array($0)) } }
  }

  /// Whether git reads `path` from a line as it stands.
  private static func isAskable(_ path: String) -> Bool {
    path.utf8.first != 0x22 && !path.utf8.contains { $0 < 0x20 || $0 > 0x7E }
  }
}

// The program.
extension GitRepository {
  /// What git answers.
  struct Answer {
    /// What it prints; nil if it fails.
    let output: [UInt8]?
    /// What it says is wrong, and what it advises, on one line.
    let complaint: String?
  }

  func run(
    _ arguments: [String], limit: Int = 1 << 20, environment: [String: String] = [:]
  ) async throws -> Answer {
    try await GitRepository.run(program, root, arguments, limit: limit, environment: environment)
  }

  private func run(_ arguments: [String], input: [GitObjectID], limit: Int) async throws -> Answer {
    try await run(arguments, bytes: Array(input.map { $0.text + "\n" }.joined().utf8), limit: limit)
  }

  private func run(
    _ arguments: [String], bytes: [UInt8], limit: Int, environment: [String: String] = [:]
  ) async throws -> Answer {
    try await GitRepository.run(program, root, arguments, input: bytes, limit: limit, environment: environment)
  }

  private static func run(
    _ program: Executable, _ root: String, _ arguments: [String], input: [UInt8] = [], limit: Int,
    environment further: [String: String] = [:]
  ) async throws -> Answer {
    let safe = [
      "-C", root, "--no-pager", "--no-replace-objects", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null",
      "-c", "protocol.allow=never",
    ]
    let fixed = [
      "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C",
    ]
    let named = fixed.merging(further) { $1 }.map { (Subprocess.Environment.Key(stringLiteral: $0), Optional($1)) }
    let environment = Subprocess.Environment.inherit.updating(Dictionary(uniqueKeysWithValues: named))
    do {
      let result = try await Subprocess.run(
        program, arguments: Arguments(safe + arguments), environment: environment, input: .array(input),
        output: .bytes(limit: limit), error: .string(limit: 1 << 16))
      let complaint = GitRepository.complaint(in: result.standardError)
      guard case .exited(0) = result.terminationStatus else { return Answer(output: nil, complaint: complaint) }
      return Answer(output: result.standardOutput, complaint: complaint)
    } catch {
      throw CommandFailure.cannotTell(
        "git cannot be run, or says more than it should", hint: "it has to be on the path")
    }
  }

  /// The first line of what git says, and the command that it tells somebody to run where there is one, as about a
  /// repository of another owner; nil if it says nothing.
  private static func complaint(in text: String) -> String? {
    let lines = text.split(separator: "\n").map { $0.drop { $0 == " " || $0 == "\t" } }
    guard let first = lines.first else { return nil }
    guard let command = lines.dropFirst().first(where: { $0.utf8.starts(with: "git ".utf8) }) else {
      return String(first)
    }
    return "\(first); where you trust it: `\(command)`"
  }
}
