import Foundation
import KeyModel

/// An nginx of one process, which answers with a picture of one pixel from memory; ended with its last reference.
final class NginxServer {
  let kind: NginxConfiguration.Kind
  /// The socket that it listens at.
  let socket: String
  /// The file of what it says.
  let log: String
  private let process: pid_t

  /// Starts `program` as `configuration` says, in a folder of its own.
  init(_ configuration: NginxConfiguration, program: String) throws {
    kind = configuration.kind
    let (folder, sample) = (configuration.folder, configuration.bundle.sample)
    try? FileManager.default.removeItem(atPath: folder)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    // The path of a socket must be short.
    socket = FileManager.default.temporaryDirectory.appendingPathComponent("bitting-bench-\(getpid())-\(kind)").path
    try? FileManager.default.removeItem(atPath: socket)
    log = "\(folder)/log"
    try Data(configuration.text(socket: socket).utf8).write(to: URL(fileURLWithPath: "\(folder)/nginx.conf"))
    switch kind {
    case .open, .lua, .silent, .module: break
    case .map: try NginxServer.writeMap(of: sample, to: "\(folder)/tokens")
    case .floor: try FloorGate(of: sample).write(to: "\(folder)/tables")
    }
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

  private static func writeMap(of sample: SampleGate, to path: String) throws {
    var lines = Data()
    for number in 0..<sample.keys { lines += Data("\"Bearer \(sample[number].tokenText)\" 1;\n".utf8) }
    try lines.write(to: URL(fileURLWithPath: path))
  }
}
