/// Why a vector cannot be prepared: always a fault of the vector.
package struct MakingFailure: Error, CustomStringConvertible {
  package let description: String

  init(_ description: String) {
    self.description = description
  }
}
