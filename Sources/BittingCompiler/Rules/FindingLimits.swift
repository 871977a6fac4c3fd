internal import Diagnostics

/// How many findings of one kind are listed. Where there are more, one says so in the place of all others.
///
/// A file that somebody made to annoy has a finding for every few bytes, and each is a hundred times as long when it is
/// shown. What is found stays as grave as it is: the rest is left out of the list, not forgiven.
enum FindingLimits {
  /// Of what could not be read in one file, and of one rule in one file.
  static let ofFile = 1_000
  /// Of one rule about one key.
  static let ofKey = 100
}

extension [Finding] {
  /// Whether what was found since there were `start` is enough for one file: one more than is listed, which says that
  /// there are others. What finds more may stop reading.
  func isFull(since start: Int) -> Bool { count - start > FindingLimits.ofFile }

  /// At most so many in each file, in their order.
  func limitedInEachFile() -> [Finding] { limited { $0.span.file } }

  /// Cuts off all but so many of those from `start` on, which are about one file.
  mutating func limitInOneFile(from start: Int) {
    limit(from: start, to: FindingLimits.ofFile, about: "file")
  }

  /// At most so many of each rule in each file, in their order.
  func limitedOfEachRule() -> [Finding] { limited { RuleInFile(file: $0.span.file, rule: $0.rule) } }

  private struct RuleInFile: Hashable {
    let file: FileID
    let rule: String
  }

  private func limited<Group: Hashable>(by group: (Finding) -> Group) -> [Finding] {
    guard count > FindingLimits.ofFile else { return self }
    var counts: [Group: Int] = [:]
    return compactMap { finding in
      let place = counts[group(finding), default: 0]
      counts[group(finding)] = place + 1
      guard place >= FindingLimits.ofFile else { return finding }
      return place == FindingLimits.ofFile ? finding.standingForTheRest(of: "file") : nil
    }
  }

  /// Cuts off all but so many of those from `start` on, which one rule has about one key.
  mutating func limitAboutKey(from start: Int) {
    limit(from: start, to: FindingLimits.ofKey, about: "key")
  }

  private mutating func limit(from start: Int, to most: Int, about what: String) {
    let end = start + most
    guard count > end else { return }
    self[end] = self[end].standingForTheRest(of: what)
    removeLast(count - end - 1)
  }
}

/// How many findings there are in each file, for work that may stop where there are enough of them.
struct FindingRoom {
  private var counts: [FileID: Int] = [:]

  /// How many more there may be in `file`: one more than is listed, which says that there are others.
  subscript(file: FileID) -> Int { FindingLimits.ofFile + 1 - counts[file, default: 0] }

  /// Takes `count` from the room in `file`.
  mutating func take(_ count: Int, in file: FileID) { counts[file, default: 0] += count }

  /// Whether there is room for one in `file`, which is taken.
  mutating func takeOne(in file: FileID) -> Bool {
    guard self[file] > 0 else { return false }
    take(1, in: file)
    return true
  }
}

extension Finding {
  /// A finding in the place of this one and all like it that would follow.
  fileprivate func standingForTheRest(of what: String) -> Finding {
    Finding(rule, severity, "the \(what) holds more of this; the rest is not listed", at: span)
  }
}
