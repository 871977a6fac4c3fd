import Foundation
import TestSupport
import Testing

/// What the installed files are, read with the tools for that.
@Suite(.enabled(if: InstalledLibrary.isBuilt, "`make lib` builds what this needs"))
struct ReleaseTests {
  private let library: InstalledLibrary

  init() throws {
    library = try InstalledLibrary.shared()
  }

  private static let functions = [
    "bitting_abi_version", "bitting_authorize", "bitting_close", "bitting_create", "bitting_in_force",
    "bitting_next_state", "bitting_open", "bitting_open_revocations", "bitting_parse_address",
    "bitting_quota_state", "bitting_reason_http_status", "bitting_reason_name", "bitting_replace",
    "bitting_restore_quotas", "bitting_status_name", "bitting_version",
  ]

  /// The words that `pattern` captures in what a tool prints.
  private func words(of tool: String, _ arguments: [String], _ pattern: Regex<(Substring, Substring)>) throws
    -> [String]
  {
    let outcome = try Program.run(tool, arguments)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return outcome.text.matches(of: pattern).map { String($0.output.1) }.sorted()
  }

  private var shared: String { library.path("lib/libbitting.so.0") }

  @Test func needsTheCLibraryAndLibsodium() throws {
    let needed = try words(of: "readelf", ["--dynamic", "--wide", shared], /\(NEEDED\).*\[(.*)\]/)
    #expect(needed == ["libc.so.6", "libsodium.so.23"])
    let others = try words(of: "readelf", ["--dynamic", "--wide", shared], /\((RPATH|RUNPATH|TEXTREL)\)/)
    #expect(others == [])
    #expect(try words(of: "readelf", ["--dynamic", "--wide", shared], /\(SONAME\).*\[(.*)\]/) == ["libbitting.so.0"])
  }

  @Test func exportsWhatTheHeaderDeclares() throws {
    let exported = try words(of: "nm", ["--dynamic", "--defined-only", shared], /\sT (\w+)/)
    #expect(exported == ReleaseTests.functions)
    let all = try words(of: "nm", ["--dynamic", "--defined-only", shared], /\n?[0-9a-f]+ \w (\w+)/)
    #expect(all == ReleaseTests.functions)
    let header = try String(contentsOfFile: library.path("include/bitting.h"), encoding: .utf8)
    let declared = header.matches(of: /\b(bitting_\w+)\((?:void|const|bitting_|uint)/).map { String($0.output.1) }
    #expect(Set(declared).sorted() == ReleaseTests.functions)
  }

  @Test func theArchiveShowsNothingElseEither() throws {
    let defined = try words(of: "nm", ["--defined-only", library.path("lib/libbitting.a")], /\s[A-Z] (\w+)/)
    #expect(defined == ReleaseTests.functions)
  }

  /// It reads and writes no file, prints nothing, starts no program, ends nothing, and asks neither for the environment nor
  /// for the locale: there is nothing in it that could, but for `syscall`, which is there for membarrier alone (the C
  /// library has no function of its own for that). The threads are those that open large bundles.
  @Test func asksTheSystemForMemoryTimeAndThreadsAlone() throws {
    let imported = try words(of: "nm", ["--dynamic", "--undefined-only", shared], /U ([a-z]\w+)/)
    let ours = imported.filter { !$0.hasPrefix("crypto_") && !$0.hasPrefix("sodium_") }
    #expect(
      ours == [
        "clock_gettime", "free", "getpid", "madvise", "malloc", "memcpy", "memmove", "memset", "mmap", "mprotect",
        "munmap", "nanosleep", "posix_memalign", "pthread_attr_destroy", "pthread_attr_init",
        "pthread_attr_setstacksize", "pthread_create", "pthread_join", "pthread_key_create", "pthread_key_delete",
        "pthread_mutex_lock", "pthread_mutex_unlock", "pthread_once", "pthread_setspecific", "pthread_sigmask",
        "sched_getaffinity", "sched_getcpu", "sigfillset", "syscall",
      ])
    #expect(
      try words(of: "nm", ["--dynamic", "--undefined-only", shared], /U (_\w+)/) == [
        "__register_atfork", "__sched_cpucount", "__stack_chk_fail",
      ])
  }

  @Test func isSmall() throws {
    let size = try FileManager.default.attributesOfItem(atPath: library.path("lib/libbitting.so.0.1.0"))[.size] as? Int
    #expect(try #require(size) <= 128 * 1_024)
  }

  @Test func isMappedSafely() throws {
    let segments = try Program.run("readelf", ["--segments", "--wide", shared]).text
    #expect(segments.contains(/GNU_STACK.*RW\s/))
    #expect(segments.contains("GNU_RELRO"))
    let flags = try Program.run("readelf", ["--dynamic", "--wide", shared]).text
    #expect(flags.contains("BIND_NOW"))
  }

  @Test func isKnownToPackageConfig() throws {
    #expect(try library.packageConfig("--modversion") == ["0.1.0"])
    #expect(try library.packageConfig("--libs").last == "-lbitting")
  }
}
