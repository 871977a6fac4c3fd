import Testing

@testable import Diagnostics

@Suite struct MarkdownTextTests {
  @Test(arguments: [
    ("acme-sync", "`acme-sync`"),
    ("a`b", "``a`b``"),
    ("``", "``` `` ```"),
    ("`", "`` ` ``"),
    ("`````````a", "&#96;&#96;&#96;&#96;&#96;&#96;&#96;&#96;&#96;`a`"),
    ("a b", "`a b`"),
    (" a ", "`  a  `"),
    (" a", "` a`"),
    ("", "` `"),
    ("*:read", "`*:read`"),
    ("@org/team #1", "`@org/team #1`"),
    ("a|b", "`a`&#124;`b`"),
    ("||", "&#124;&#124;"),
    ("<!-- bitting:review -->", "&lt;`!-- bitting:review -->`"),
    ("`</details>`", "`` ` ``&lt;`` /details>` ``"),
    ("a\nb\r\u{1b}[31m", "`a\\u{a}b\\u{d}\\u{1b}[31m`"),
    ("a\u{202E}b\u{2028}", "`a\\u{202e}b\\u{2028}`"),
    ("##[error]", "`##\\u{5b}error]`"),
    ("\u{E9}日", "`\u{E9}日`"),
  ])
  func writesACodeSpan(_ text: String, _ expected: String) {
    #expect(MarkdownText.code(text) == expected)
  }

  @Test(arguments: [
    ("the nightly export, since 2024 (for billing)", "the nightly export, since 2024 (for billing)"),
    ("", ""), ("   ", ""),
    ("a  b ", "a b"),
    ("ask @org/team about #12 or GH-3", "ask `@org/team` about `#12` or `GH-3`"),
    ("see https://evil.example now", "see `https://evil.example` now"),
    ("WWW.evil.example", "`WWW.evil.example`"),
    ("![x](y) is *bold* text", "`![x](y)` is `*bold*` text"),
    ("a <b>c</b> | d", "a &lt;`b>c`&lt;`/b> `&#124; d"),
    ("snake_case ~~gone~~ $x$ &amp; ok", "`snake_case ~~gone~~ $x$ &amp`; ok"),
    (":tada: orders:write a::b", "`:tada:` orders:write `a::b`"),
    ("- item", "`-` item"), ("1. item", "`1.` item"), ("12) item", "`12)` item"), ("12 items", "12 items"),
    ("# head", "`#` head"), ("/close it", "`/close` it"), ("=== x", "`===` x"), ("[x] done", "`[x]` done"),
    ("well - yes", "well - yes"),
    ("fixed in 1a2b3c4", "fixed in `1a2b3c4`"),
    ("a\nb", "`a\\u{a}b`"),
    ("::error::x", "`::error::x`"),
  ])
  func writesRunningText(_ text: String, _ expected: String) {
    #expect(MarkdownText.plain(text) == expected)
  }

  @Test(arguments: [
    ("key `acme-sync` may not have `webhooks:admin`", "key `acme-sync` may not have `webhooks:admin`"),
    ("`a` owns 3 keys", "`a` owns 3 keys"),
    ("the file cannot be read: @root", "the file cannot be read: `@root`"),
    ("key `a`b` is @bad", "key `a`b is `@bad`"),
    ("`a``b`", "`a` `b`"),
    ("`a`@b", "`a` `@b`"),
    ("odd ` one", "odd  one"),
    ("``", "` `"),
    ("- `a`", "`-` `a`"),
    ("a - `b`", "a - `b`"),
    ("`a` - b", "`a` - b"),
    ("today these are `a:read`, `b:read`", "today these are `a:read`, `b:read`"),
  ])
  func writesAMessage(_ text: String, _ expected: String) {
    #expect(MarkdownText.message(text) == expected)
  }

  @Test func foldsUnderAHarmlessSummary() {
    #expect(
      MarkdownText.details(summary: "3 keys of @org <b>", body: "- a") == """
        <details><summary>3 keys of <code>@org &lt;b&gt;</code></summary>

        - a

        </details>

        """)
  }
}
