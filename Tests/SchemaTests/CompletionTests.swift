import Foundation
import TestSupport
import Testing

/// Shells read the completions that the program prints, and offer what its options take.
@Suite struct CompletionTests {
  /// Words before the cursor, and what is offered there.
  private static let offers: [(words: [String], expected: [String])] = [
    (["check", "--format", ""], formats), (["test", "--format", ""], formats), (["review", "--format", ""], formats),
    (["who-can", "--format", ""], ["terminal", "json"]), (["authorize", "--format", ""], ["terminal", "json"]),
    (["test", "--coverage-format", ""], ["lcov", "json"]),
    (["review", "--deny", ""], ["widening", "new-secret", "room", "narrowing"]),
    (["explain", "grant-a"], ["grant-above-ceiling"]), (["what"], ["what-can"]), (["keygen", "sig"], ["signer"]),
  ]

  private static let formats = ["terminal", "json", "sarif", "github", "junit", "markdown"]

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for (shell, name) in [("bash", "bitting.bash"), ("zsh", "_bitting"), ("fish", "bitting.fish")] {
      let outcome = try Program.run("env", [Scaffolded.program, "--generate-completion-script", shell])
      try #require(outcome.status == 0)
      try folder.write(outcome.output, to: name)
    }
  }

  /// What a shell prints that has nothing of a user's, run by the words `shell`, on the lines of `script`.
  private func lines(_ shell: [String], _ script: String) throws -> [String] {
    let path = try folder.write(Array(script.utf8), to: "script")
    let environment = ["-i", "PATH=/usr/local/bin:/usr/bin:/bin", "HOME=\(folder.url.path)", "LC_ALL=C.UTF-8"]
    let outcome = try Program.run("env", environment + shell + [path], in: folder)
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    return String(decoding: outcome.output, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test func bashOffersValues() throws {
    #expect(try lines(["bash", "-n"], String(decoding: folder.read("bitting.bash"), as: UTF8.self)) == [])
    for (words, expected) in Self.offers {
      let typed = (["bitting"] + words).map { "'\($0)'" }.joined(separator: " ")
      // As readline sets the variables before it calls what `complete -F` named.
      let offered = try lines(
        ["bash", "--norc"],
        """
        source ./bitting.bash
        COMP_WORDS=(\(typed)); COMP_CWORD=\(words.count); COMP_LINE="${COMP_WORDS[*]}"; COMP_POINT=${#COMP_LINE}
        words=($(complete -p bitting)) && [[ ${words[-3]} == -F ]]
        "${words[-2]}" bitting "${COMP_WORDS[-1]}" "${COMP_WORDS[-2]}"
        printf '%s\\n' "${COMPREPLY[@]}"
        """)
      #expect(offered == expected, "bitting \(words)")
    }
  }

  @Test(.enabled(if: Program.areInstalled("fish"), "Debian: fish"))
  func fishOffersValues() throws {
    for (words, expected) in Self.offers {
      let typed = (["bitting"] + words).joined(separator: " ")
      let offered = try lines(["fish", "--no-config"], "source ./bitting.fish\ncomplete -C '\(typed)'\n")
      // Behind a tab stands what it is.
      let values = offered.map { String($0.prefix { $0 != "\t" }) }
      #expect(values.sorted() == expected.sorted(), "\(typed)")
    }
  }

  @Test(.enabled(if: Program.areInstalled("zsh"), "Debian: zsh"))
  func zshOffersValues() throws {
    #expect(try lines(["zsh", "-f", "-n"], String(decoding: folder.read("_bitting"), as: UTF8.self)) == [])
    try folder.write(Array(Self.zshSettings.utf8), to: "settings")
    for (words, expected) in Self.offers {
      let typed = (["bitting"] + words).joined(separator: " ")
      // Somebody at a terminal who presses the tabulator, and a shell that ends when it has answered.
      let offered = try lines(
        ["timeout", "60", "zsh", "-f"],
        """
        zmodload zsh/zpty
        zpty shell zsh -f -i
        zpty -w shell 'source ./settings'
        zpty -r shell line '*ready*'
        zpty -w -n shell '\(typed)'$'\\t'
        while zpty -r shell line; do :; done
        sort -u offered && rm offered
        """)
      #expect(offered == expected.sorted(), "\(typed)")
    }
  }

  /// Has the completion loaded from a folder, and what it offers written to a file.
  private static let zshSettings = """
    PROMPT=
    fpath=($PWD $fpath)
    autoload -Uz compinit && compinit -D -u
    compadd() {
      local -a hits
      # Those with -A, -D or -O only ask which of some words would fit.
      if [[ ${(j: :)@[1,(i)(-|--)]} != *-[a-zA-Z0-9]#[ADO]\\ * ]]; then
        builtin compadd -O hits "$@"
        print -rl -- $hits >> offered
      fi
      builtin compadd "$@"
    }
    leave() { exit }
    comppostfuncs=(leave)
    print ready

    """
}
