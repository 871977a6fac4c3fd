/// Where a repository of keys and policies is begun, seen from whoever types the commands that come next.
struct ScaffoldPlace {
  /// The folder as it was named.
  let folder: String
  /// The folder from the top of the git checkout around it, such as `infra/keys`; nil where it is the top itself, or
  /// where there is no checkout.
  let inCheckout: String?

  /// The place of `folder`, which is there.
  init(_ folder: String) {
    self.folder = folder
    let prefix = CheckoutPrefix.of(folder)
    inCheckout = prefix.isEmpty ? nil : String(prefix.dropLast())
  }

  /// Whether the folder is the working directory.
  var isWorkingDirectory: Bool { FilePath.real(folder) == FilePath.real(".") }

  /// What leads from the folder to the top of the checkout: nothing, or `../../`.
  var upToTop: String {
    String(repeating: "../", count: inCheckout.map { $0.utf8.count { $0 == 0x2F } + 1 } ?? 0)
  }

  /// What leads from the folder to where no commit takes anything along.
  var outside: String { upToTop + "../" }

  /// The path of `file`, seen from the working directory.
  func path(of file: String) -> String { FilePath.join(folder, file) }

  /// The path of `file` at the top, seen from the working directory.
  func pathAtTop(of file: String) -> String { FilePath.join(folder, upToTop + file) }
}
