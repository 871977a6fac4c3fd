/// A request that a shell took apart, as it was not in quotes.
enum SplitRequest {
  private static let methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]

  /// What to say where `arguments` hold one; nil if they do not.
  static func hint(for arguments: [String]) -> String? {
    let isSplit = zip(arguments, arguments.dropFirst()).contains { method, path in
      path.utf8.first == 0x2F && methods.contains { $0.utf8.elementsEqual(method.uppercased().utf8) }
    }
    return isSplit ? "a request is one argument, in quotes: 'GET /v1/status'" : nil
  }
}
