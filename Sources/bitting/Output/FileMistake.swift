/// What a file is that is not of the form that it was given as.
enum FileMistake {
  /// What to say of `file`, which was given as a bundle; nil if nothing is known of it.
  static func ofBundle(_ file: [UInt8]) -> String? {
    if file.isEmpty { return empty }
    return RevocationView.isList(file) ? "this is a revocation list: give it with --revocations" : nil
  }

  /// What to say of `file`, which was given as a revocation list; nil if nothing is known of it.
  static func ofList(_ file: [UInt8]) -> String? {
    if file.isEmpty { return empty }
    return StatementView.isBundle(file) ? "this is a bundle, not a revocation list" : nil
  }

  private static let empty = "the file is empty"
}
