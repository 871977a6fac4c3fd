internal import Diagnostics
internal import KeyModel

/// A review as a comment on a pull request.
///
/// The first line is a marker by which the comment is found again and replaced. What it comes to is told first, then
/// what lets anybody do more, then the rest, folded. It is always shorter than ``maximumLength``; what is left out for
/// that is counted.
public enum MarkdownReview {
  /// The line that begins every comment.
  public static let marker = "<!-- bitting:review -->"
  /// What comments may be long, in bytes of UTF-8; GitHub takes 65,536 characters.
  public static let maximumLength = 60_000
  /// How much of it what is told first may take.
  private static let openLength = 40_000
  /// How much of that those who have to agree may take.
  private static let approversLength = 4_000
  /// How much of that each list of findings may take.
  private static let findingsLength = 10_000
  /// How much of one text is shown, in characters.
  private static let maximumText = 500

  /// The comment; every line ends in a line feed.
  public static func render(_ review: Review) -> String {
    var text = "\(marker)\n### Access review: \(Summary(review: review).text)\n\n"
    if !review.approvers.isEmpty { text += "Approval needed from: \(approvers(of: review))\n\n" }
    text += findings("The head has errors and cannot be built", review.head.findings)
    text += findings("By the rules of the base", review.byRulesOfBase.findings)
    let isGrave = { (entry: ReviewEntry) in entry.classes[0] <= .newSecret }
    let (first, left) = blocks(of: review.entries.filter(isGrave), openLength - text.utf8.count)
    text += first
    text += folded(review.entries.filter { !isGrave($0) }, after: text)
    if left > 0 { text += "\n**\(left) more of these are not shown here.** `bitting review` tells them all.\n" }
    return TokenRedactor.redact(text)
  }

  private static func approvers(of review: Review) -> String {
    var (shown, length): ([String], Int) = ([], 0)
    for name in review.approvers.map(markdown) {
      length += name.utf8.count
      if length <= approversLength { shown.append(name) }
    }
    let left = review.approvers.count - shown.count
    return shown.joined(separator: ", ") + (left > 0 ? " and \(left) more" : "")
  }

  /// As many of `blocks` as `room` holds, and how many are left.
  private static func fitting(_ blocks: [String], _ room: Int) -> (text: String, left: Int) {
    var (text, left) = ("", 0)
    for block in blocks {
      // A large one hides none of those behind it.
      if text.utf8.count + block.utf8.count <= room { text += block } else { left += 1 }
    }
    return (text, left)
  }

  private static func folded(_ entries: [ReviewEntry], after text: String) -> String {
    guard !entries.isEmpty else { return "" }
    let (body, left) = blocks(of: entries, maximumLength - text.utf8.count - 1_000)
    let rest = left > 0 ? "\n\(left) more are not shown here. `bitting review` tells them all." : ""
    let summary = entries.count == 1 ? "1 other change" : "\(entries.count) other changes"
    return "\n" + MarkdownText.details(summary: summary, body: body + rest)
  }

  /// How much each entry may take beside its title: the first of these with which all have room, else the last.
  private static let itemLengths = [8_000, 2_000, 500, 0]

  /// The entries, with as much of each as leaves room for all, and how many had none nonetheless.
  private static func blocks(of entries: [ReviewEntry], _ room: Int) -> (text: String, left: Int) {
    let blocks = entries.map { (title: "- " + title($0) + "\n", items: items($0).map { "  - \($0)\n" }) }
    var texts: [String] = []
    for length in itemLengths {
      texts = blocks.map { $0.title + cut($0.items, to: length) }
      if texts.reduce(0, { $0 + $1.utf8.count }) <= room { break }
    }
    return fitting(texts, room)
  }

  /// As many of `items` as have room, the first ones first, and how many are left.
  private static func cut(_ items: [String], to length: Int) -> String {
    var text = ""
    for (place, item) in items.enumerated() {
      guard text.utf8.count + item.utf8.count <= length else {
        return text + "  - and \(items.count - place) more, which `bitting review` tells\n"
      }
      text += item
    }
    return text
  }

  /// What became of it, in one line.
  static func title(_ entry: ReviewEntry) -> String {
    let classes = entry.classes.map(\.rawValue).joined(separator: ", ")
    let note = entry.note.isEmpty ? "" : " · " + markdown(entry.note)
    return "**\(classes)** " + markdown(entry.title) + note
  }

  /// What in particular, each for an item of a list.
  static func items(_ entry: ReviewEntry) -> [String] {
    let lines = entry.lines.map { line in
      let detail = line.detail.isEmpty ? "" : ": " + markdown(line.detail)
      return "`\(line.mark.rawValue)` " + markdown(line.label) + detail
    }
    return lines + (entry.keyNames(MarkdownText.code).map { [$0] } ?? [])
  }

  private static func findings(_ title: String, _ findings: [LocatedFinding]) -> String {
    guard !findings.isEmpty else { return "" }
    let items = findings.prefix(TerminalReview.shownFindings).map { finding in
      let place = MarkdownText.code("\(short(finding.place.file)):\(finding.place.line)")
      return "- **\(finding.severity.name)** \(MarkdownText.code(finding.rule)) "
        + "\(MarkdownText.message(short(finding.message))) (\(place))\n"
    }
    let (shown, left) = fitting(items, findingsLength)
    let rest = findings.count - items.count + left
    return "**\(title)**\n\n" + shown + (rest > 0 ? "- and \(rest) more\n" : "") + "\n"
  }

  /// Our words as they are, a user's as code.
  private static func markdown(_ phrase: Phrase) -> String {
    var text = ""
    for part in phrase.parts {
      switch part {
      case .words(let words): text += words
      case .user(let words): text += (text.utf8.last == 0x60 ? " " : "") + MarkdownText.code(short(words))
      }
    }
    return text
  }

  private static func short(_ text: String) -> String { text.shortened(to: maximumText) }
}
