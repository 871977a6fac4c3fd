/// What to say to whoever writes down a request that no caller would send: in a question, or in a policy test.
public enum RequestNotes {
  /// The notes on `method` and `path`; a note repeats the method as it was written.
  public static func all(on method: String, _ path: String) -> [String] {
    [note(onMethod: method), note(onPath: path)].compactMap(\.self)
  }

  /// The note on a method that is not in upper case.
  static func note(onMethod method: String) -> String? {
    let upper = method.uppercased()
    guard !upper.utf8.elementsEqual(method.utf8) else { return nil }
    return "methods are told apart by case; did you mean `\(upper)`?"
  }

  /// The note on a path that is none, or is that of a route.
  static func note(onPath path: String) -> String? {
    if path.utf8.first != 0x2F { return "a path begins with `/`" }
    let hasPlaceholder = path.utf8.prefix { $0 != 0x3F }.contains(0x7B)
    return hasPlaceholder ? "this is a route, not a request: write a value in the place of each `{…}`" : nil
  }
}
