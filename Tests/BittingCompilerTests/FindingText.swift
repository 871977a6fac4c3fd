import BittingCompiler
import Diagnostics

/// Findings as the cases record them: plain, and independent of any renderer.
enum FindingText {
  static func render(_ findings: [Finding], in sources: SourceSet) -> String {
    guard !findings.isEmpty else { return "none\n" }
    let text = findings.map { finding in
      var lines = [
        "\(finding.severity.name)[\(finding.rule)] \(place(finding.span, sources)): \(finding.message)"
      ]
      lines += finding.related.map { "  ::: \(place($0.span, sources)): \($0.message)" }
      if let help = finding.help { lines.append("  = help: \(help)") }
      return lines.map { $0 + "\n" }.joined()
    }.joined()
    return TokenRedactor.redact(text)
  }

  /// What a check comes to: its findings, then those that waivers excuse.
  static func render(_ checked: CheckedRepository) -> String {
    let waived = checked.waived.map { waived in
      "waived[\(waived.finding.rule)] \(place(waived.finding.span, checked.sources)): \(waived.finding.message)\n"
        + "  ::: \(place(waived.waiver.rule.span, checked.sources)): until \(waived.waiver.until.value)\n"
    }
    return render(checked.findings, in: checked.sources) + TokenRedactor.redact(waived.joined())
  }

  /// `path:line:column`, both from 1, columns in code points.
  static func place(_ span: SourceSpan, _ sources: SourceSet) -> String {
    let file = sources[span.file]
    let before = file.bytes[..<min(Int(span.start), file.bytes.count)]
    let line = before.count { $0 == 0x0A } + 1
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return "\(file.path):\(line):\(String(decoding: before[start...], as: UTF8.self).unicodeScalars.count + 1)"
  }
}
