internal import BittingCompiler

/// Reads the texts of options and answers.
enum OptionReading {
  /// The value of `option`, or of an argument; wrong use where `text` is not of the form.
  static func value<Value>(_ text: String, _ form: WrittenForm<Value>, of option: String? = nil) throws -> Value {
    guard let value = form.parse(text) else {
      let place = option.map { " for `\($0)`" } ?? ""
      throw CommandFailure.usage("`\(text)`\(place) is not \(form.kind)", hint: form.help)
    }
    return value
  }
}

/// Values that have to be given: as options, or else as answers of the person at the terminal.
struct RequiredValues {
  private var missing: [String] = []
  private var reasons: [String] = []
  private let console: Console

  init(on console: Console) {
    self.console = console
  }

  /// The value of `option`, or the answer to `question`; nil, to be told by ``finish()``, if there is neither.
  mutating func value<Value>(
    _ text: String?, _ form: WrittenForm<Value>, of option: String, _ question: String
  ) throws -> Value? {
    if let text { return try OptionReading.value(text, form, of: option) }
    return try answer(option, question, help: { _ in form.help }) { form.parse($0) }
  }

  /// The same for the name of something that is declared; an answer has to be one of `names`.
  mutating func value<Value: CustomStringConvertible>(
    _ text: String?, _ form: WrittenForm<Value>, of option: String, _ question: String, oneOf names: [Value]
  ) throws -> Value? {
    if let text { return try OptionReading.value(text, form, of: option) }
    let known = names.map(\.description).joined(separator: ", ")
    return try answer(option, "\(question) (\(known))", help: { _ in "one of: \(known)" }) { answer in
      names.first { $0.description.utf8.elementsEqual(answer.utf8) }
    }
  }

  /// The values of the repeatable `option`, or of the words of an answer; of an answer each has to be one in which
  /// `objection` finds nothing.
  mutating func values<Value>(
    _ texts: [String], _ form: WrittenForm<Value>, of option: String, _ question: String,
    objection: (Value) -> String? = { _ in nil }
  ) throws -> [Value]? {
    guard texts.isEmpty else { return try texts.map { try OptionReading.value($0, form, of: option) } }
    func read(_ line: String) -> [Value]? {
      let words = line.split(whereSeparator: { $0 == " " || $0 == "," })
      let values = words.compactMap { form.parse(String($0)) }
      return words.isEmpty || values.count < words.count ? nil : values
    }
    return try answer(
      option, question, help: { line in read(line)?.lazy.compactMap(objection).first ?? form.help },
      { line in read(line).flatMap { values in values.contains { objection($0) != nil } ? nil : values } })
  }

  /// Tells, should something be missing, why it has to be given.
  mutating func explain(_ reason: String) { reasons.append(reason) }

  /// Fails if something is missing, and names all of it.
  func finish() throws {
    guard !missing.isEmpty else { return }
    let names = missing.map { "`\($0)`" }.joined(separator: ", ")
    let hint = reasons.isEmpty ? nil : reasons.joined(separator: "; ")
    throw CommandFailure.usage("\(names) \(missing.count == 1 ? "is" : "are") missing", hint: hint)
  }

  /// Asks until the answer can be read.
  private mutating func answer<Value>(
    _ option: String, _ question: String, help: (String) -> String, _ read: (String) -> Value?
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
      Console.complain("  \(Console.shown(help(line)))\n")
    }
  }
}
