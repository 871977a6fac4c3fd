import Foundation

/// What an nginx is told that is to be measured.
struct NginxConfiguration {
  /// How it decides about requests.
  enum Kind: String, CaseIterable {
    /// Not at all.
    case open
    /// Not at all, but by Lua.
    case lua
    /// By a `map` of the tokens in the clear.
    case map
    /// By tables in C, called as our module calls libbitting.
    case floor
    /// By our module, which tells nobody anything but whether the request may go on.
    case silent
    /// By our module.
    case module
  }

  /// Where Debian has nginx's modules.
  static let modules = "/usr/lib/nginx/modules"

  let kind: Kind
  let places: DoorPlaces
  let bundle: SampleBundle

  /// The folder of all its files.
  var folder: String { URL(fileURLWithPath: "\(places.work)/nginx-\(kind)").path }

  /// The file for nginx, which listens at `socket` then.
  func text(socket: String) -> String {
    """
    load_module \(NginxConfiguration.modules)/ndk_http_module.so;
    load_module \(NginxConfiguration.modules)/ngx_http_lua_module.so;
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
      \(setup)
      server {
        listen unix:\(socket);
        location / {
          \(check)
          empty_gif;
        }
      }
    }
    """
  }

  private var setup: String {
    let here = FileManager.default.currentDirectoryPath
    func path(_ name: String) -> String { URL(fileURLWithPath: name).path }
    let library = path("\(places.library)/library/libbitting.so.0")
    switch kind {
    case .open, .lua: return ""
    case .map:
      return """
        map_hash_max_size 8388608;
        map_hash_bucket_size 128;
        map $http_authorization $known { default 0; include tokens; }
        """
    case .floor:
      return """
        lua_package_path "\(here)/Sources/Benchmarks/nginx/?.lua;;";
        init_by_lua_block {
          require("floor").setup("\(path(places.programs))/libgatefloor.so", "\(folder)/tables")
        }
        """
    case .silent, .module:
      return """
        lua_package_path "\(here)/Sources/Bindings/nginx/?.lua;;";
        init_by_lua_block {
          require("bitting").setup({
            service = "\(SampleGate.service)", environment = "\(SampleGate.environment)",
            library = "\(library)", identity = "\(path(DoorsSuite.identity(in: places.work)))",
            signers = { "\(bundle.signerText)" }, bundle = "\(path(bundle.path))",
            state = "\(folder)/state",
            \(kind == .silent ? "pass_identity = {}, tell_limits = false, pass_credentials = true" : "")
          })
        }
        init_worker_by_lua_block { require("bitting").start() }
        """
    }
  }

  private var check: String {
    switch kind {
    case .open: ""
    case .lua: "access_by_lua_block { return }"
    case .map: "if ($known = 0) { return 401; }"
    case .floor: "access_by_lua_block { require(\"floor\").access() }"
    case .silent, .module: "access_by_lua_block { require(\"bitting\").access() }"
    }
  }
}
