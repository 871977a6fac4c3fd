/// Two commits, and what their histories have in common, as one start of git tells.
struct GitRange {
  let base: GitObjectID
  let head: GitObjectID
  /// The last commits that both histories have.
  let common: [GitObjectID]

  /// What to ask `git rev-parse` about the commits that `base` and `head` name.
  static func question(base: String, head: String) -> [String] {
    let (base, head) = ("\(base)^{commit}", "\(head)^{commit}")
    return [base, head, "\(base)...\(head)"]
  }

  /// What `lines` answer to the question; nil if they have another form, as where a name holds dots itself.
  ///
  /// They are the base, the head, both once more in the other order, and what they have in common, each with a `^`.
  init?(_ lines: ArraySlice<ArraySlice<UInt8>>) {
    let told = lines.prefix(4).map { GitObjectID(line: Array($0)) }
    guard told.count == 4, let base = told[0], let head = told[1], told[2] == head, told[3] == base else { return nil }
    let common = lines.dropFirst(4).map { $0.first == 0x5E ? GitObjectID(line: Array($0.dropFirst())) : nil }
    guard common.allSatisfy({ $0 != nil }) else { return nil }
    (self.base, self.head, self.common) = (base, head, common.compactMap(\.self))
  }
}
