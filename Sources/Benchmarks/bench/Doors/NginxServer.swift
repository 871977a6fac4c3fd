import Foundation
import KeyModel

/// An nginx of one process, which answers with a picture of one pixel from memory; ended with its last reference.
final class NginxServer {
  /// How it decides about requests.
  enum Kind: String, CaseIterable {
    /// Not at all.
    case open
    /// Not at all, but by Lua.
    case lua
    /// By a `map` of the tokens in the clear.
    case map
    /// By our module.
    case module
  }

  let kind: Kind
  /// The socket that it listens at.
  let socket: String
  /// The file of what it says.
  let log: String
  private let process: pid_t

  init(
    _ kind: Kind, program: String, modules: String, library: String, bundle: SampleBundle, work: String
  ) throws {
    self.kind = kind
    let folder = URL(fileURLWithPath: "\(work)/nginx-\(kind)").path
    try? FileManager.default.removeItem(atPath: folder)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    // The path of a socket must be short.
    socket = FileManager.default.temporaryDirectory.appendingPathComponent("bitting-bench-\(getpid())-\(kind)").path
    try? FileManager.default.removeItem(atPath: socket)
    log = "\(folder)/log"
    let configuration = NginxServer.configuration(kind, modules, library, bundle, work)
      .replacingOccurrences(of: "unix:socket", with: "unix:\(socket)")
    try Data(configuration.utf8).write(to: URL(fileURLWithPath: "\(folder)/nginx.conf"))
    if kind == .map { try NginxServer.writeMap(of: bundle.sample, to: "\(folder)/tokens") }
    process = try ChildProcess(path: program, arguments: ["-p", folder, "-c", "nginx.conf", "-e", "stderr"])
      .start(output: log)
  }

  deinit {
    kill(process, SIGTERM)
    var status: Int32 = 0
    unsafe waitpid(process, &status, 0)
    try? FileManager.default.removeItem(atPath: socket)
  }

  /// Whether it still runs.
  var runs: Bool {
    var status: Int32 = 0
    return unsafe waitpid(process, &status, WNOHANG) == 0
  }

  /// Seconds of processor time that it has had.
  var processorTime: Double {
    get throws {
      var (clock, time) = (clockid_t(), timespec())
      guard unsafe clock_getcpuclockid(process, &clock) == 0, unsafe clock_gettime(clock, &time) == 0 else {
        throw ChildProcess.Failure(description: "nginx with \(kind) has ended")
      }
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
    }
  }

  private static func configuration(
    _ kind: Kind, _ modules: String, _ library: String, _ bundle: SampleBundle, _ work: String
  ) -> String {
    """
    load_module \(modules)/ndk_http_module.so;
    load_module \(modules)/ngx_http_lua_module.so;
    daemon off;
    master_process off;
    pid nginx.pid;
    events { worker_connections 256; }
    http {
      access_log off;
      keepalive_requests 100000000;
      client_body_temp_path body;
      proxy_temp_path proxy;
      fastcgi_temp_path fastcgi;
      uwsgi_temp_path uwsgi;
      scgi_temp_path scgi;
      \(setup(kind, library, bundle, work))
      server {
        listen unix:socket;
        location / {
          \(check(kind))
          empty_gif;
        }
      }
    }
    """
  }

  private static func setup(_ kind: Kind, _ library: String, _ bundle: SampleBundle, _ work: String) -> String {
    let here = FileManager.default.currentDirectoryPath
    func path(_ name: String) -> String { URL(fileURLWithPath: name).path }
    switch kind {
    case .open, .lua: return ""
    case .map:
      return """
        map_hash_max_size 8388608;
        map_hash_bucket_size 128;
        map $http_authorization $known { default 0; include tokens; }
        """
    case .module:
      return """
        lua_package_path "\(here)/Sources/Bindings/nginx/?.lua;;";
        init_by_lua_block {
          require("bitting").setup({
            service = "\(SampleGate.service)", environment = "\(SampleGate.environment)",
            library = "\(path(library))/library/libbitting.so.0", identity = "\(path(DoorsSuite.identity(in: work)))",
            signers = { "\(bundle.signerText)" }, bundle = "\(path(bundle.path))",
            state = "\(path(work))/nginx-\(kind)/state",
          })
        }
        init_worker_by_lua_block { require("bitting").start() }
        """
    }
  }

  private static func check(_ kind: Kind) -> String {
    switch kind {
    case .open: ""
    case .lua: "access_by_lua_block { return }"
    case .map: "if ($known = 0) { return 401; }"
    case .module: "access_by_lua_block { require(\"bitting\").access() }"
    }
  }

  private static func writeMap(of sample: SampleGate, to path: String) throws {
    var lines = Data()
    for number in 0..<sample.keys { lines += Data("\"Bearer \(sample[number].tokenText)\" 1;\n".utf8) }
    try lines.write(to: URL(fileURLWithPath: path))
  }
}
