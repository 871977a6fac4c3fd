internal import ArgumentParser
internal import BittingCompiler

/// `bitting fmt`: canonical order and layout, comments kept.
struct FmtCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt", abstract: "Bring keys and policies into canonical layout.",
    discussion: """
      Rewrites the files that have another layout, and prints their names. Fields come in canonical order; names, lists \
      and tests keep theirs, and comments stay with what they belong to. What a file says never changes.

      With --check nothing is written: it prints the files that would be, and ends with 1 if there are any. A file that \
      is not readable as strict YAML is left as it is and reported, with 1 too.
      """)

  @Argument(help: "Files and folders below keys/ and policies/. (default: both)", completion: .file())
  var paths: [String] = []

  @Flag(help: "Write nothing; end with 1 if a file would be written.")
  var check = false

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let root = try global.rootFolder()
    let entries = try PathSelection(paths, root: root).entries(of: try global.wholeOrNot().held())
    let result = TreeFormatting(entries)
    let console = global.console
    if !check { try write(result.edits, below: root, on: console) }
    for edit in result.edits where check { console.fact(Console.shown(edit.path)) }
    result.complain()
    console.talk(summary(result, of: entries.count))
    guard result.isComplete else { throw Status.unknown }
    if result.hasFindings || (check && !result.edits.isEmpty) { throw Status.no }
  }

  private func write(_ edits: [FileEdit], below root: String, on console: Console) throws {
    do {
      try EditWriting.write(edits, below: root)
    } catch {
      error.written.forEach { console.fact(Console.shown($0)) }
      throw error.failure
    }
    edits.forEach { console.fact(Console.shown($0.path)) }
  }

  private func summary(_ result: TreeFormatting, of count: Int) -> String {
    let files = "\(count) file\(count == 1 ? "" : "s")"
    let changed = result.edits.count
    let left =
      result.leftCount > 0 ? ", \(result.leftCount) left as \(result.leftCount == 1 ? "it is" : "they are")" : ""
    guard changed > 0 else { return files + (left.isEmpty ? ", nothing to do" : left) }
    return "\(changed) of \(files) \(check ? "would be formatted" : "formatted")\(left)"
  }
}
