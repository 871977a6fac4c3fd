-- requests.lua: the current request as it lies in nginx's memory, of which no Lua strings are made: to make them and to
-- collect them took longer than to decide.
--
-- It calls what nginx's Lua module offers to lua-resty-core, as that declares it: the two check that they are of one
-- version, and LuaJIT checks each call by the declaration.

local ffi = require("ffi")
local bit = require("bit")
local base = require("resty.core.base")
require("resty.core.request")
require("resty.core.var")

local C, bor = ffi.C, bit.bor

local requests = {}

local headers = ffi.new("ngx_http_lua_ffi_table_elt_t[?]", 64)
local room = 64
local cut = ffi.new("int[1]")
local lower_name = ffi.new("char[32]")
local value, value_length = ffi.new("char *[1]"), ffi.new("size_t[1]")
local method = ffi.new("unsigned char *[1]")
local failure = ffi.new("char *[1]")

local DECLINED = base.FFI_DECLINED

-- The current request.
function requests.current()
  return base.get_request() or error("bitting: there is no request", 0)
end

local function make_room(count)
  headers, room = ffi.new("ngx_http_lua_ffi_table_elt_t[?]", 2 * count), 2 * count
end

-- How many headers a request has, and all of them, their names in lower case; until the next call.
function requests.headers(r)
  local count = C.ngx_http_lua_ffi_req_get_headers_count(r, 0, cut)
  if count < 0 then error("bitting: there are no headers here", 0) end
  if count > room then make_room(count) end
  if count > 0 and C.ngx_http_lua_ffi_req_get_headers(r, headers, count, 0) ~= 0 then
    error("bitting: the headers cannot be read", 0)
  end
  return count, headers
end

-- Whether a header's name of this length is `name`.
function requests.is(header, name, length) return ffi.string(header.data, length) == name end

-- Where the method is, and its length.
function requests.method(r)
  if C.ngx_http_lua_ffi_req_get_method_name(r, method, value_length) ~= 0 then
    error("bitting: the method cannot be read", 0)
  end
  return method[0], value_length[0]
end

-- Where the text of a variable of nginx is, and its length: none and 0 if it has no value.
function requests.variable(r, name, length)
  local status = C.ngx_http_lua_ffi_var_get(r, name, length, lower_name, 0, value, value_length, failure)
  if status == 0 then return value[0], value_length[0] end
  if status ~= DECLINED then error("bitting: a variable cannot be read", 0) end
  return nil, 0
end

local function skip_spaces(text, first)
  while first < text.len and text.data[first] == 32 do first = first + 1 end
  return first
end

-- Where in the header Authorization the token begins and ends; nothing where the scheme is not Bearer.
function requests.after_scheme(text)
  local bytes, length = text.data, text.len
  if length < 7 or bor(bytes[0], 32) ~= 98 or bor(bytes[1], 32) ~= 101 or bor(bytes[2], 32) ~= 97
    or bor(bytes[3], 32) ~= 114 or bor(bytes[4], 32) ~= 101 or bor(bytes[5], 32) ~= 114 or bytes[6] ~= 32 then
    return 0, 0
  end
  if length > 7 and bytes[7] == 32 then return skip_spaces(text, 7), length end
  return 7, length
end

-- Sets a header of the request, of which nginx takes copies, or clears it where there is no value.
function requests.set_header(r, name, name_length, text, length)
  local status = C.ngx_http_lua_ffi_req_set_header(r, name, name_length, text, length, nil, 0, 1, failure)
  -- Requests of before HTTP/1.0 have no headers.
  if status ~= 0 and status ~= DECLINED then error("bitting: a header cannot be set", 0) end
end

-- Clears the header if it claims to be an identity. Servers behind may take `_` for `-`.
function requests.clear_claim(r, name)
  local text = ffi.string(name.data, name.len)
  if string.find((string.gsub(text, "_", "-")), "x-bitting-", 1, true) == 1 then
    requests.set_header(r, text, #text, nil, 0)
  end
end

return requests
