/// What is left as it is because something was there, and what that lacks.
struct KeptFiles {
  /// The command that adds to `.gitignore` what it lacks.
  let ignoreCompletion: String?
  /// The file of hooks that was there, and the lines that it lacks.
  let hooks: (path: String, lines: [String])?
  /// The files below the top of the checkout that are read at the top only, where there is none yet.
  let belowTop: [String]

  /// What `files` were left at `place`, given by their paths from there, once all others are written.
  init(_ files: [String], of scaffold: Scaffold, at place: ScaffoldPlace) {
    func bytes(_ path: String) -> [UInt8] { (try? FileReading.bytes(place.path(of: path), limit: 1 << 20)) ?? [] }
    let ignore = files.first { $0 == IgnoreScaffold.path }
    ignoreCompletion = ignore.flatMap { IgnoreScaffold.completion(of: bytes($0)) }
    hooks = files.first { $0 == place.upToTop + HookScaffold.path }.map { path in
      (path, HookScaffold(folder: place.inCheckout).missing(in: bytes(path)))
    }
    let isBelow = place.inCheckout != nil
    belowTop = scaffold.files.filter { isBelow && $0.isReadAtTop && !FilePath.exists(place.pathAtTop(of: $0.path)) }
      .map(\.path)
  }
}
