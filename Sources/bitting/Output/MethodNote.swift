/// What to say to whoever asks for a method that is not in capitals.
enum MethodNote {
  /// The note on `method`, fit for a terminal; nil if there is nothing to say.
  static func text(on method: String) -> String? {
    let upper = method.uppercased()
    guard !upper.utf8.elementsEqual(method.utf8) else { return nil }
    return "methods are told apart by case; did you mean `\(Console.shown(upper))`?"
  }
}
