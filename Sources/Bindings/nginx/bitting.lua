-- bitting.lua: nginx authorizes requests by API keys in its own processes. See README.md.

local ffi = require("ffi")
local bitting = require("bitting.library")
local answers = require("bitting.answers")
local files = require("bitting.files")
local sources = require("bitting.sources")

local module = {}

-- What setup() made: one authorizer, which each worker has a copy of.
local gate

local request = ffi.new("bitting_request")
local answer = ffi.new("bitting_answer")
local request_size, answer_size = ffi.sizeof(request), ffi.sizeof(answer)
local texts = ffi.new("char[?]", bitting.TEXTS_SIZE)
-- What `request` points to must not be collected before the decision.
local held = {}

local byte, find, lower, sub, clear_header, set_header = -- what LuaJIT compiles; string.match it does not
  string.byte, string.find, string.lower, string.sub, ngx.req.clear_header, ngx.req.set_header

local function read_identity(path)
  local content, failure = files.read(path, 2 ^ 20)
  return content or error("bitting: " .. failure, 0)
end

local function create(functions, options)
  local identity = read_identity(options.identity)
  local signers = type(options.signers) == "table" and table.concat(options.signers, "\n") or options.signers
  local given = ffi.new("bitting_options", { size = ffi.sizeof("bitting_options"), threshold = options.threshold or 1 })
  given.service, given.service_length = options.service, #options.service
  given.environment, given.environment_length = options.environment, #options.environment
  given.signers, given.signers_length = signers, #signers
  given.identities, given.identities_length = identity.bytes, identity.length
  local box = ffi.new("uint64_t[1]")
  local status = functions.bitting_create(given, box)
  ffi.fill(identity.bytes, identity.length)
  if status ~= bitting.OK then error("bitting: " .. ffi.string(functions.bitting_status_name(status)), 0) end
  -- A configuration that is read anew makes another; this one is freed with the Lua state that it is of.
  return ffi.gc(box, function(gone) functions.bitting_close(gone[0]) end)
end

-- In init_by_lua_block: reads identity and signers, while nginx may still read what its workers may not, and fails if
-- they are not what they should be, so that nginx does not start.
function module.setup(options)
  for _, name in ipairs({ "service", "environment", "identity", "signers", "bundle", "state" }) do
    if not options[name] then error("bitting: setup() needs `" .. name .. "`", 0) end
  end
  local realm = options.realm or "api"
  if realm:find('[^ -~]') or realm:find('["\\]') then error("bitting: that is no realm", 0) end
  local functions = bitting.load(options.library)
  local box = create(functions, options)
  gate = {
    functions = functions, box = box, handle = box[0], seen = {}, failed = {}, bundle = options.bundle, state = options.state,
    revocations = options.revocations, every = options.every or 1, realm = realm, clock = options.clock,
    pass_credentials = options.pass_credentials,
  }
end

-- In init_worker_by_lua_block: puts the bundle in force, and looks at the files now and then. Until there is a bundle,
-- requests are answered with 503.
function module.start()
  if not gate then error("bitting: start() comes after setup()", 0) end
  sources.reload(gate, { waits = true })
  local ok, failure = ngx.timer.every(gate.every, function(premature)
    if not premature then sources.reload(gate, { patiently = true }) end
  end)
  if not ok then ngx.log(ngx.ERR, "bitting: the files are not looked at again: ", failure) end
end

-- Looks at the files now. Returns why something in them was not put in force, or nil.
function module.reload()
  return sources.reload(gate, { waits = true })
end

-- What stands behind the scheme and more than one space. LuaJIT compiles no function around a loop, so this is one apart.
local function skip_spaces(authorization)
  local first = 8
  while byte(authorization, first) == 32 do first = first + 1 end
  return sub(authorization, first)
end

-- The token in two headers, and whether there are several. Each header counts as one credential, whatever it holds.
local function read_credential(headers)
  local authorization, api_key = headers["authorization"], headers["x-api-key"]
  if type(authorization) == "table" or type(api_key) == "table" or (authorization and api_key) then return nil, true end
  if api_key then return api_key, false end
  if not authorization then return nil, false end
  if lower(sub(authorization, 1, 7)) ~= "bearer " then return "", false end
  if byte(authorization, 8) == 32 then return skip_spaces(authorization), false end
  return sub(authorization, 8), false
end

local function text(of)
  if of.length == 0 then return "" end
  return ffi.string(texts + of.offset, of.length)
end

-- Decides about the current request; `answer` says more.
local function decide(headers)
  local var = ngx.var
  local token, several = read_credential(headers)
  local method, path, address = var.request_method, var.request_uri, var.remote_addr
  held[1], held[2], held[3], held[4] = token, method, path, address
  request.size, answer.size = request_size, answer_size
  request.token, request.token_length = token, token and #token or 0
  request.method, request.method_length = method, #method
  request.path, request.path_length = path, #path
  request.address_text, request.address_text_length = address, address and #address or 0
  request.flags = several and bitting.SEVERAL_CREDENTIALS or 0
  if gate.clock then
    request.utc, request.steady = gate.clock()
    request.flags = request.flags + bitting.TIME_GIVEN
  end
  return gate.functions.bitting_authorize(gate.handle, request, answer, texts, bitting.TEXTS_SIZE)
end

-- Tells who is behind nginx what is known; what is empty has been cleared.
local function tell(name, value)
  if value.length > 0 then set_header(name, text(value)) end
end

-- Takes away what claims to be an identity. Servers behind may take `_` for `-`.
local function clear_claims(headers)
  for name in pairs(headers) do
    if byte(name) == 120 and find(lower((name:gsub("_", "-"))), "x-bitting-", 1, true) == 1 then clear_header(name) end
  end
end

-- Tells what is behind nginx who asks.
local function identify(headers)
  tell("X-Bitting-Key", answer.key)
  tell("X-Bitting-Type", answer.type)
  tell("X-Bitting-Owner", answer.owner)
  tell("X-Bitting-Tenant", answer.tenant)
  tell("X-Bitting-Handle", answer.handle)
  if not gate.pass_credentials and answer.is_public == 0 then
    if headers["authorization"] then clear_header("Authorization") end
    if headers["x-api-key"] then clear_header("X-API-Key") end
  end
end

-- In access_by_lua_block: lets the request through if it may go on, and answers it otherwise.
function module.access()
  if not gate then error("bitting: access() comes after setup()", 0) end
  local headers = ngx.req.get_headers(0)
  local status = decide(headers)
  if status == bitting.OK then
    clear_claims(headers)
    identify(headers)
    return answers.tell_limits(answer, ngx.time())
  end
  if status ~= bitting.DENIED then
    local name = ffi.string(gate.functions.bitting_status_name(status))
    ngx.ctx.bitting_reason = name
    return answers.refuse(status == bitting.NOT_READY and 503 or 500, nil, gate.realm)
  end
  local reason = ffi.string(gate.functions.bitting_reason_name(answer.reason))
  -- The true one, for the log.
  ngx.ctx.bitting_reason = reason
  answers.tell_limits(answer, ngx.time())
  answers.tell_when(answer)
  return answers.refuse(answer.http_status, reason, gate.realm)
end

return module
