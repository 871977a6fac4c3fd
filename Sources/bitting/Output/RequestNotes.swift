/// What to say to whoever asks for a request that no caller would send.
enum RequestNotes {
  /// The notes on `method` and `path`, fit for a terminal.
  static func all(on method: String, _ path: String) -> [String] {
    [note(onMethod: method), note(onPath: path)].compactMap(\.self)
  }

  private static func note(onMethod method: String) -> String? {
    let upper = method.uppercased()
    guard !upper.utf8.elementsEqual(method.utf8) else { return nil }
    return "methods are told apart by case; did you mean `\(Console.shown(upper))`?"
  }

  private static func note(onPath path: String) -> String? {
    if path.utf8.first != 0x2F { return "a path begins with `/`" }
    return path.utf8.contains(0x7B) ? "this is a route, not a request: write a value in the place of each `{…}`" : nil
  }
}
