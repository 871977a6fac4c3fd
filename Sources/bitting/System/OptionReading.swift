internal import BittingCompiler

/// Reads the texts of options and answers.
enum OptionReading {
  /// The value of `option`; wrong use where `text` is not of the form.
  static func value<Value>(_ text: String, _ form: WrittenForm<Value>, of option: String) throws -> Value {
    guard let value = form.parse(text) else {
      throw CommandFailure.usage("`\(text)` for \(option) is not \(form.kind)", hint: form.help)
    }
    return value
  }
}

/// Values that have to be given: as options, or else as answers of the person at the terminal.
struct RequiredValues {
  private var missing: [String] = []
  private let console: Console

  init(on console: Console) {
    self.console = console
  }

  /// The value of `option`, or the answer to `question`; nil, to be told by ``finish()``, if there is neither.
  mutating func value<Value>(
    _ text: String?, _ form: WrittenForm<Value>, of option: String, _ question: String
  ) throws -> Value? {
    if let text { return try OptionReading.value(text, form, of: option) }
    return try answer(option, question) { form.parse($0).map { .some($0) } ?? nil } help: { form.help }
  }

  /// The values of the repeatable `option`, or of the words of an answer.
  mutating func values<Value>(
    _ texts: [String], _ form: WrittenForm<Value>, of option: String, _ question: String
  ) throws -> [Value]? {
    guard texts.isEmpty else { return try texts.map { try OptionReading.value($0, form, of: option) } }
    return try answer(option, question) { line in
      let words = line.split(whereSeparator: { $0 == " " || $0 == "," })
      let values = words.compactMap { form.parse(String($0)) }
      return words.isEmpty || values.count < words.count ? nil : values
    } help: { form.help }
  }

  /// Fails if something is missing, and names all of it.
  func finish() throws {
    guard !missing.isEmpty else { return }
    let names = missing.map { "`\($0)`" }.joined(separator: ", ")
    throw CommandFailure.usage("\(names) \(missing.count == 1 ? "is" : "are") missing")
  }

  /// Asks until the answer can be read.
  private mutating func answer<Value>(
    _ option: String, _ question: String, _ read: (String) -> Value?, help: () -> String
  ) throws -> Value? {
    guard TerminalPrompt.isAvailable else {
      missing.append(option)
      return nil
    }
    while true {
      guard let line = try TerminalPrompt.answer(question) else {
        throw CommandFailure.usage("the input ended before `\(option)` was answered")
      }
      if let value = read(line) { return value }
      Console.complain("  \(help())\n")
    }
  }
}
