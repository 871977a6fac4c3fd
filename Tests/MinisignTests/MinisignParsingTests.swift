import Foundation
import Minisign
import MinisignSigning
import Sodium
import TestSupport
import Testing

@Suite struct MinisignParsingTests {
  private let key: MinisignSecretKey
  private let prehash: MinisignPrehash
  private let genuine: MinisignSignature

  init() throws {
    var generator = SeededGenerator(seed: 22)
    let file = Array("what is signed".utf8)
    key = MinisignSecretKey.generate(using: &generator)
    let prehash = MinisignPrehash(of: file.span)
    self.prehash = prehash
    genuine = try key.sign(prehash, trustedComment: Array("serial=7".utf8))
  }

  private func parse(_ text: [UInt8]) throws(MinisignFailure) -> MinisignSignature {
    try MinisignSignature(parsing: text.span)
  }

  private func signatures(atHeadOf file: [UInt8], limit: Int) throws(MinisignFailure) -> MinisignSignatures {
    try MinisignSignatures(atHeadOf: file.span, limit: limit)
  }

  /// The genuine text with one of its lines, counted from 0, in another form.
  private func text(replacing line: Int, with edit: (String) -> String) -> [UInt8] {
    var lines = genuine.fileText.split(separator: 10, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
    lines[line] = edit(lines[line])
    return Array(lines.joined(separator: "\n").utf8)
  }

  @Test func whatWasParsedIsWrittenAsItWas() throws {
    #expect(try parse(genuine.fileText) == genuine)
    #expect(try parse(genuine.fileText).fileText == genuine.fileText)
  }

  @Test(arguments: 0..<4) func refusesLinesOfAnotherForm(line: Int) {
    let edits: [(String) -> String] = [
      { $0 + "\r" }, { $0 + " \u{7F}" }, { " " + $0 }, { $0 + "\n" }, { "\n" + $0 }, { _ in "" }, { $0 + "\0" },
      { $0.replacingOccurrences(of: ": ", with: ":\t") + "\t" }, { $0 + "é" }, { $0 + "\u{1B}[2J" },
    ]
    for (index, edit) in edits.enumerated() {
      #expect(throws: MinisignFailure.malformed, "edit \(index)") { try parse(text(replacing: line, with: edit)) }
    }
  }

  @Test(arguments: [0, 2]) func refusesCommentsUnderAnotherLabel(line: Int) {
    for label in ["Untrusted comment: ", "untrusted comment:", "trusted  comment: ", "comment: ", ""] {
      let edited = text(replacing: line) { label + $0.drop { $0 != ":" }.dropFirst(2) }
      #expect(throws: MinisignFailure.malformed) { try parse(edited) }
    }
  }

  @Test(arguments: [1, 3]) func refusesBase64OfAnotherForm(line: Int) {
    let edits: [(String) -> String] = [
      { String($0.dropLast()) }, { $0 + "=" }, { $0 + "AAAA" }, { String($0.dropFirst(4)) }, { $0 + " " },
      { $0.replacingOccurrences(of: "=", with: "") },
    ]
    for (index, edit) in edits.enumerated() {
      #expect(throws: MinisignFailure.malformed, "edit \(index)") { try parse(text(replacing: line, with: edit)) }
    }
  }

  @Test(arguments: [(0, 1024), (2, 8192)]) func commentsMayHaveTheirLimitAndNoMore(line: Int, limit: Int) throws {
    let label = line == 0 ? "untrusted comment: " : "trusted comment: "
    let longest = text(replacing: line) { _ in label + String(repeating: "x", count: limit) }
    let signature = try parse(longest)
    #expect((line == 0 ? signature.untrustedComment : signature.trustedComment).count == limit)
    for count in [limit + 1, 10_000_000] {
      let tooLong = text(replacing: line) { _ in label + String(repeating: "x", count: count) }
      #expect(throws: MinisignFailure.malformed) { try parse(tooLong) }
    }
    let empty = text(replacing: line) { _ in label }
    #expect(throws: Never.self) { try parse(empty) }
  }

  @Test func findsWhereTheSignaturesEnd() throws {
    var generator = SeededGenerator(seed: 23)
    let rest = Array("age-encryption.org/v1\nuntrusted comment: not a signature\n".utf8)
    var file = rest
    for count in 0...4 {
      let found = try signatures(atHeadOf: file, limit: 4)
      #expect(found.signatures.count == count)
      #expect(Array(file[found.byteCount...]) == rest)
      let signer = MinisignSecretKey.generate(using: &generator)
      file = try signer.sign(prehash, trustedComment: Array("serial=\(count)".utf8)).fileText + file
    }
    #expect(throws: MinisignFailure.tooManySignatures) { try signatures(atHeadOf: file, limit: 4) }
    #expect(try signatures(atHeadOf: file, limit: 5).signatures.last?.trustedComment == Array("serial=0".utf8))
  }

  @Test func aBrokenSignatureIsNotTakenForTheRest() {
    let file = genuine.fileText + genuine.fileText.dropLast()
    #expect(throws: MinisignFailure.malformed) { try signatures(atHeadOf: file, limit: 4) }
    #expect(throws: MinisignFailure.malformed) {
      try signatures(atHeadOf: Array("untrusted comment: ".utf8), limit: 4)
    }
  }

  @Test func noSignaturesLeaveAllOfTheFile() throws {
    for file in ["", "age-encryption.org/v1\n", "untrusted", "\nuntrusted comment: "] {
      let found = try signatures(atHeadOf: Array(file.utf8), limit: 4)
      #expect(found.signatures.isEmpty)
      #expect(found.byteCount == 0)
    }
  }

  @Test func publicKeysSpellThemselvesAsTheyWereRead() throws {
    let line = "\(key.publicKey)"
    #expect(try MinisignPublicKey(line: line) == key.publicKey)
    #expect(try MinisignPublicKey(line: line).keyID == key.publicKey.keyID)
    for text in [key.publicKey.fileText, String(key.publicKey.fileText.dropLast())] {
      let file = Array(text.utf8)
      #expect(try MinisignPublicKey(file: file.span) == key.publicKey)
    }
  }

  @Test func keyIDsAreSixteenDigits() {
    #expect("\(MinisignKeyID(value: 0x0040_FA12_742C_206E))" == "0040FA12742C206E")
    #expect("\(MinisignKeyID(value: 0))" == "0000000000000000")
    #expect(key.publicKey.fileText.hasPrefix("untrusted comment: minisign public key \(key.publicKey.keyID)\n"))
  }

  @Test func publicKeysOfAnotherFormAreRefused() {
    let line = "\(key.publicKey)"
    let lines = [
      "", line + "\n", " " + line, line + " ", String(line.dropLast()), line + "AAAA", "ED" + line.dropFirst(2),
    ]
    for line in lines { #expect(throws: MinisignPublicKey.Failure.malformed) { try MinisignPublicKey(line: line) } }
    let comment = "untrusted comment: x\n"
    let files = [
      line, comment, comment + line + "\n\n", comment + line + "\r\n", "comment: x\n" + line, comment + comment + line,
    ]
    for file in files {
      let bytes = Array(file.utf8)
      #expect(throws: MinisignPublicKey.Failure.malformed) { try MinisignPublicKey(file: bytes.span) }
    }
  }
}
