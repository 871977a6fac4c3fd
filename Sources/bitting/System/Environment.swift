internal import Glibc

/// The variables that the program was started with.
enum Environment {
  /// The text of the variable `name`; nil if it is not set.
  static func value(_ name: String) -> String? {
    guard let text = unsafe getenv(name) else { return nil }
    return unsafe String(cString: text)
  }
}
