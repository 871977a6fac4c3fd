internal import BittingCompiler
internal import Glibc

/// What a path that was named is meant to lead to.
enum NamedThing {
  case file, folder
}

// What cannot be read, in words that tell what to do about it.
extension CommandFailure {
  /// `path`, which was named by whoever runs this, cannot be read.
  static func unreadable(_ path: String, _ error: SystemError, as thing: NamedThing = .file) -> CommandFailure {
    let leadsNowhere = error.isMissing && FilePath.exists(path)
    if error.isMissing, !leadsNowhere { return missing(path, thing) }
    if thing == .folder, error.code == ENOTDIR, FilePath.exists(path) {
      return cannotTell("`\(path)` is no folder", hint: "name the one that `keys/` and `policies/` are in")
    }
    return cannotTell(
      "`\(path)` cannot be read: \(error.message)",
      hint: leadsNowhere ? "it is a link, and nothing is where it leads" : hint(for: error))
  }

  private static func missing(_ path: String, _ thing: NamedThing) -> CommandFailure {
    switch thing {
    case .folder: cannotTell("there is no folder `\(path)`", hint: "name the one that `keys/` and `policies/` are in")
    case .file:
      cannotTell(
        "there is no file `\(path)`",
        hint: path.utf8.first == 0x2F ? "look at how it is spelled" : "it is looked for from the working directory on")
    }
  }

  private static func hint(for error: SystemError) -> String? {
    switch error.code {
    case EACCES, EPERM: "whoever runs this has to be allowed to read it, and to enter every folder above it"
    case ELOOP: "links there lead in a circle"
    case ENAMETOOLONG: "no file has such a long name"
    case ENOTDIR: "something in the path is a file, not a folder"
    case EISDIR: "it is a folder: name a file in it"
    case EFBIG: "it is larger than such a file can be"
    default: nil
    }
  }

  /// Something in the repository cannot be read, which may change every answer.
  static func unreadable(_ entries: [UnreadableEntry]) -> CommandFailure? {
    guard let first = entries.first else { return nil }
    let more = entries.count > 1 ? ", and \(entries.count - 1) more cannot either" : ""
    return cannotTell(
      "`\(first.path)` cannot be read: \(first.reason)\(more)",
      hint: "what is declared there is not known, and may change every answer: make it readable, then try again")
  }
}

extension FilePath {
  /// Why the folder at `path` cannot be read; nil if it can.
  static func trouble(readingFolder path: String) -> SystemError? {
    let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return .last }
    close(descriptor)
    return nil
  }
}
