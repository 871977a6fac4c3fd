import Testing

@testable import Diagnostics

@Suite struct WorkflowCommandTests {
  @Test func writesOneLine() {
    let command = WorkflowCommand(
      .error, at: .init(file: "keys/a,b:c%.yaml", line: 3, column: 5, endColumn: 9), title: "a-rule: x",
      message: "100% a,b:c\nhelp: d")
    #expect(
      command.text
        == "::error file=keys/a%2Cb%3Ac%25.yaml,line=3,endLine=3,col=5,endColumn=9,title=a-rule%3A x::"
        + "100%25 a,b:c%0Ahelp: d")
  }

  @Test func leavesColumnsOutOverSeveralLines() {
    let place = WorkflowCommand.Place(file: "a", line: 3, endLine: 4, column: 5, endColumn: 2)
    #expect(WorkflowCommand(.warning, at: place, message: "m").text == "::warning file=a,line=3,endLine=4::m")
  }

  @Test func canStandWithoutAPlace() {
    #expect(WorkflowCommand(.notice, message: "m").text == "::notice::m")
  }

  @Test(arguments: [
    ("\r\n::error::x", "\\u{d}%0A::error::x"), ("%0A", "%250A"), ("\u{2028}", "\\u{2028}"),
    ("##[error]x", "##\\u{5b}error]x"), ("\u{1b}]52;c;\u{7}", "\\u{1b}]52;c;\\u{7}"),
  ])
  func endsNoLineAndBeginsNoCommand(_ text: String, _ expected: String) {
    #expect(WorkflowCommand(.error, message: text).text == "::error::" + expected)
  }
}
