internal import ArgumentParser
internal import BittingCompiler
internal import Diagnostics
internal import Glibc
internal import KeyModel

extension CommandFailure {
  /// What a person is told about an edit that was not made.
  init(_ failure: EditFailure) {
    let (message, hint) = CommandFailure.text(of: failure)
    switch failure {
    case .unknown, .unknownSecret: self = .usage(message, hint: hint)
    case .unread, .unreadSecret: self = .cannotTell(message, hint: hint)
    default: self = .refused(message, hint: hint)
    }
  }

  private static func text(of failure: EditFailure) -> (String, String?) {
    switch failure {
    case .keyExists(let key, let path):
      ("there is a key `\(key)` already, in \(path)", "`bitting rotate \(key)` gives it a new secret")
    case .unknown(let what, let name, let known):
      ("there is no \(what) `\(name)`", NameHint.text(for: name, among: known))
    case .unread(let what, let name, let folder):
      ("there is no \(what) `\(name)` in what can be read of \(folder)", "`bitting check` shows what cannot be read")
    case .occupied(let path):
      ("there is something at \(path) already", "move it out of the way, or choose another name")
    case .keyEnded(let key, let end):
      ("key `\(key)` ends at \(end), so no secret of it would work", "give it a later `expires`")
    case .decoy(let key):
      ("key `\(key)` is a decoy", "whoever was given a token of it would set off the alarm")
    case .graceTooLong(let grace, let maximum, let type):
      ("type `\(type)` allows a grace of \(maximum) at most, not \(grace)", "leave `--grace` out for all of it")
    case .hasLaterSecret(let key, let handle, let created, let now):
      text(ofSecret: "\(handle.map { "`\($0)`" } ?? "a secret without a handle") of `\(key)`", created, notBefore: now)
    case .ambiguousHandle(let handle, let keys):
      (
        "several secrets have the handle `\(handle)`",
        "name the key: \(keys.map { "`\($0)`" }.joined(separator: ", "))"
      )
    case .unknownSecret(let nearest):
      (
        "no key, handle or digest of this repository is called so",
        nearest.map { "did you mean `\($0)`?" }
          ?? "a token is not given as an argument, but on standard input: `bitting revoke --reason TEXT < FILE`"
      )
    case .unreadSecret:
      (
        "no key, handle or digest is called so in what can be read of keys/",
        "it may stand where something cannot be read: `bitting check` shows where, and that comes first"
      )
    case .hiddenCharacter(let field):
      ("the text for `\(field)` has a character that nobody could see", "look for what was copied along with it")
    case .holdsSecret(let field):
      ("the text for `\(field)` holds a secret", "say it without: what is declared stands in git for ever")
    case .notEditable(let path):
      ("\(path) is laid out so that this cannot be changed without changing more", "change it by hand")
    case .noTokenPrefix, .prefixTooLong, .incompleteKey, .noLifetime:
      text(ofPolicy: failure)
    case .addsErrors(let errors):
      (count(errors), nil)
    case .addsFindings:
      ("nothing was written, because putting this right would bring other findings", "change it by hand")
    }
  }

  /// A secret that a rotation at `now` would end before it begins, or as it does.
  private static func text(
    ofSecret secret: String, _ created: Instant, notBefore now: Instant
  ) -> (String, String?) {
    guard created > now else {
      return (
        "\(secret) was made in this very second, and would end before anybody could use it",
        "rotate the key a second later, or revoke what is not to be used: `bitting revoke`"
      )
    }
    return (
      "\(secret) is of \(created), which is later than this rotation, \(now)",
      "rotate it at a later time: without `--at` it is now"
    )
  }

  /// Failures that come from what is declared, not from what was asked for.
  private static func text(ofPolicy failure: EditFailure) -> (String, String?) {
    let hint = "`bitting check` shows what is wrong with the policies"
    return switch failure {
    case .prefixTooLong(let prefix, let environment):
      ("`\(prefix)` and `\(environment)` are too long together to begin a token", hint)
    case .incompleteKey(let key): ("the type or the environment of key `\(key)` cannot be told", hint)
    case .noLifetime(let type): ("type `\(type)` does not say how long a secret may live", hint)
    default: ("the project has no token prefix", hint)
    }
  }

  private static func count(_ errors: NewErrors) -> String {
    errors.findings.count == 1
      ? "nothing was written, because this would bring an error"
      : "nothing was written, because this would bring \(errors.findings.count) errors"
  }
}

/// Works out an edit; what it would break is shown before the command fails.
func planned<Result>(on console: Console, _ edit: () throws(EditFailure) -> Result) throws -> Result {
  do {
    return try edit()
  } catch {
    switch error {
    case .addsErrors(let new), .addsFindings(let new): complain(new, on: console)
    default: break
    }
    throw CommandFailure(error)
  }
}

private func complain(_ new: NewErrors, on console: Console) {
  let sources = new.checked.sources
  let locator = FindingLocator(sources)
  let isColored = console.isColored && isatty(STDERR_FILENO) == 1
  Console.complain(TerminalRenderer(isColored: isColored).render(locator.locate(new.findings)))
}
