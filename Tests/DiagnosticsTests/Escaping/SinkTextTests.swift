import Testing

@testable import Diagnostics

@Suite struct SinkTextTests {
  @Test(arguments: [
    ("a <b attr='\"'> & ]]>", "a &lt;b attr=&#39;&quot;&#39;&gt; &amp; ]]&gt;"),
    ("\u{0}\u{8}\u{b}\u{FFFE}\u{FFFF}", "\\u{0}\\u{8}\\u{b}\\u{fffe}\\u{ffff}"),
    ("a\r\u{85}\u{2028}\u{202E}", "a\\u{d}\\u{85}\\u{2028}\\u{202e}"),
    ("é🔑", "é🔑"),
  ])
  func writesXML(_ text: String, _ expected: String) {
    #expect(XMLText.escaped(text) == expected)
    #expect(XMLText.attribute(text) == expected)
  }

  @Test func keepsLineFeedsInXML() {
    #expect(XMLText.escaped("a\nb\r\n") == "a\nb\\u{d}\n")
    #expect(XMLText.attribute("a\nb") == "a&#10;b")
  }

  @Test(arguments: [
    ("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""), ("a\nb", "\"a\nb\""),
    ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"),
    ("\tx", "'\\u{9}x"), ("\rx", "'\\u{d}x"), ("\u{0}", "'\\u{0}"), (" =1", "' =1"), ("\u{FF1D}1", "'\u{FF1D}1"),
    ("=\"a\"", "\"'=\"\"a\"\"\""), ("a=b", "a=b"), ("a-b", "a-b"), ("::error::x", "\"::error::x\""),
    ("\u{1b}[31m", "'\\u{1b}[31m"), ("\n=1", "\"'\n=1\""),
  ])
  func writesACSVField(_ text: String, _ expected: String) {
    #expect(CSVText.field(text) == expected)
  }

  @Test func writesACSVRow() {
    #expect(CSVText.row(["a", "b,c", "=d"]) == "a,\"b,c\",'=d\r\n")
  }

  @Test(arguments: [
    ("keys/partner/acme-sync.yaml", "keys/partner/acme-sync.yaml"), ("a b/c%d", "a%20b/c%25d"), ("c:\\x", "c%3A%5Cx"),
    ("é", "%C3%A9"), ("\u{1b}\n?#[]@", "%1B%0A%3F%23%5B%5D%40"), ("~_.-", "~_.-"),
  ])
  func writesAPathAsURI(_ path: String, _ expected: String) {
    #expect(URIText.path(path) == expected)
  }

  @Test(arguments: [
    ("##[error]", "##\\u{5b}error]"), ("###[x", "###\\u{5b}x"), ("#[x]", "#[x]"), ("# #[x]", "# #[x]"), ("##", "##"),
    ("a\tb\n", "a\\u{9}b\\u{a}"), ("\u{202E}é", "\\u{202e}é"), ("\r\n", "\\u{d}\\u{a}"),
  ])
  func writesTerminalText(_ text: String, _ expected: String) {
    #expect(TerminalText.escaped(text) == expected)
  }

  @Test func breaksACommandOfTheLogInASourceLine() {
    let sample = Sample([("k", "a: #«1:#»[error]x\n")])
    let text = TerminalRenderer(isColored: false).render(sample.locate(Finding("r", .error, "m", at: sample[1])))
    #expect(text.contains("1 | a: ##\\u{5b}error]x\n  |     ^\n"))
  }

  @Test func breaksACommandOfTheLogInJSON() {
    #expect(JSONValue.string("##[error]x").text == "\"##\\u005berror]x\"")
  }
}
