-- floor.lua: nginx authorizes by the tables in C of the benchmark, as somebody would who wrote this for one purpose: one
-- credential, nothing told, no limits shown.

local ffi = require("ffi")
local base = require("resty.core.base")
require("resty.core.request")
require("resty.core.var")

ffi.cdef([[
typedef struct gatefloor gatefloor;
gatefloor *gatefloor_read(const char *path);
int gatefloor_counted_by_route(gatefloor *gate, const unsigned char *token, size_t count, const unsigned char *method,
                               size_t method_count, const unsigned char *path, size_t path_count,
                               const char *address, size_t address_count);
]])

local C = ffi.C
local floor = {}
local library, gate
local headers, cut = ffi.new("ngx_http_lua_ffi_table_elt_t[64]"), ffi.new("int[1]")
local lower_name = ffi.new("char[32]")
local path, path_length = ffi.new("char *[1]"), ffi.new("size_t[1]")
local address, address_length = ffi.new("char *[1]"), ffi.new("size_t[1]")
local method, method_length = ffi.new("unsigned char *[1]"), ffi.new("size_t[1]")
local failure = ffi.new("char *[1]")

function floor.setup(path_of_library, path_of_tables)
  library = ffi.load(path_of_library)
  gate = library.gatefloor_read(path_of_tables)
  assert(gate ~= nil, "there are no tables")
end

function floor.access()
  local r = base.get_request()
  local count = C.ngx_http_lua_ffi_req_get_headers_count(r, 64, cut)
  C.ngx_http_lua_ffi_req_get_headers(r, headers, count, 0)
  C.ngx_http_lua_ffi_req_get_method_name(r, method, method_length)
  C.ngx_http_lua_ffi_var_get(r, "request_uri", 11, lower_name, 0, path, path_length, failure)
  C.ngx_http_lua_ffi_var_get(r, "remote_addr", 11, lower_name, 0, address, address_length, failure)
  local token, length = nil, 0
  for index = 0, count - 1 do
    local name, value = headers[index].key, headers[index].value
    if name.len == 13 and ffi.string(name.data, 13) == "authorization" and value.len > 7 then
      token, length = ffi.cast("const unsigned char *", value.data + 7), value.len - 7
    end
  end
  local answer = library.gatefloor_counted_by_route(
    gate, token, length, method[0], method_length[0], ffi.cast("const unsigned char *", path[0]), path_length[0],
    address[0], address_length[0])
  if answer ~= 0 then return ngx.exit(401) end
end

return floor
