package import KeyModel

// Literals of tests are right by construction; a wrong one stops the test where it stands.

package func name(_ text: String) -> Name { Name(text)! }
package func keyID(_ text: String) -> KeyID { KeyID(text)! }
package func scope(_ text: String) -> Scope { Scope(text)! }
package func route(_ text: String) -> RouteTemplate { RouteTemplate(text)! }
package func network(_ text: String) -> Network { Network(text)! }
package func address(_ text: String) -> Address { Address(text)! }
package func instant(_ text: String) -> Instant { Instant(text)! }
package func span(_ text: String) -> TimeSpan { TimeSpan(text)! }
package func tenant(_ text: String) -> TenantName { TenantName(text)! }

/// A copy of a view as text, to compare.
package func string(_ bytes: Span<UInt8>) -> String { Text(copying: bytes).string }
