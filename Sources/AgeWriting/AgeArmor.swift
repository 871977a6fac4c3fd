internal import Sodium

/// The ASCII form of an age file, for terminals and mail (C2SP age.md, "ASCII armor").
public enum AgeArmor {
  /// `file` as lines of 64 characters between two lines that say what it is, each ended by LF.
  public static func encode(_ file: [UInt8]) -> [UInt8] {
    var text = Array("-----BEGIN AGE ENCRYPTED FILE-----\n".utf8)
    text.reserveCapacity(file.count / 48 * 65 + 160)
    for start in stride(from: 0, to: file.count, by: 48) {
      let line = file.span.extracting(start..<min(start + 48, file.count))
      text.append(contentsOf: Base64.padded.encode(line))
      text.append(UInt8(ascii: "\n"))
    }
    text.append(contentsOf: "-----END AGE ENCRYPTED FILE-----\n".utf8)
    return text
  }
}
