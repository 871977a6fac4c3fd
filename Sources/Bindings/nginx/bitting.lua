-- bitting.lua: nginx authorizes requests by API keys in its own processes. See README.md.

local ffi = require("ffi")
local bitting = require("bitting.library")
local answers = require("bitting.answers")
local files = require("bitting.files")
local options_given = require("bitting.options")
local requests = require("bitting.requests")
local sources = require("bitting.sources")

local module = {}

-- What setup() made: one authorizer, which each worker has a copy of.
local gate

local request = ffi.new("bitting_request")
local answer = ffi.new("bitting_answer")
local request_size, answer_size = ffi.sizeof(request), ffi.sizeof(answer)
local texts = ffi.new("char[?]", bitting.TEXTS_SIZE)

local function read_identity(path)
  -- What is wrong with a file is told with its path.
  if path:lower():find("age-secret-key-", 1, true) then
    error("bitting: an identity is given where the path of its file is wanted", 0)
  end
  local content, failure = files.read(path, 2 ^ 20)
  return content or error("bitting: " .. failure, 0)
end

-- What can be wrong with what an authorizer is made of.
local function why_none_is_made(name, options)
  if name == "invalid-identity" then return options.identity .. " is no file of age identities" end
  if name == "invalid-argument" then return "`service` or `environment` is not the name of one" end
  if name == "invalid-signers" then
    return "`signers` are minisign public keys, RW..., and `threshold` is from 1 to as many as they are"
  end
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
  if status ~= bitting.OK then
    local name = ffi.string(functions.bitting_status_name(status))
    local why = why_none_is_made(name, options)
    error("bitting: " .. name .. (why and ": " .. why or ""), 0)
  end
  -- A configuration that is read anew makes another; this one is freed with the Lua state that it is of.
  return ffi.gc(box, function(gone) functions.bitting_close(gone[0]) end)
end

-- What who is behind nginx is told, as `pass_identity` has it: each name with true.
local identity_names = { key = true, type = true, owner = true, tenant = true, handle = true }

local function passed_names(names)
  if names == nil then return identity_names end
  local passed = {}
  for _, name in pairs(names) do
    if not identity_names[name] then error("bitting: `pass_identity` knows no `" .. tostring(name) .. "`", 0) end
    passed[name] = true
  end
  return passed
end

-- In init_by_lua_block: reads identity and signers, while nginx may still read what its workers may not, and fails if
-- they are not what they should be, so that nginx does not start.
function module.setup(options)
  options_given.check(options)
  local passes = passed_names(options.pass_identity)
  local functions = bitting.load(options.library)
  local box = create(functions, options)
  gate = {
    functions = functions, box = box, handle = box[0], seen = {}, failed = {}, bundle = options.bundle, state = options.state,
    revocations = options.revocations, has_list = not options.revocations or options.awaits_revocations,
    every = options.every or 1, realm = options.realm or "api", clock = options.clock,
    passes = passes, passes_any = next(passes) ~= nil,
    pass_credentials = options.pass_credentials, tell_limits = options.tell_limits ~= false,
  }
end

-- In init_worker_by_lua_block: puts the bundle in force, and looks at the files now and then. Until there is a bundle, and a
-- revocation list where one is to be followed that may not come later, requests are answered with 503.
function module.start()
  if not gate then error("bitting: start() comes after setup()", 0) end
  gate.is_started = true
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

-- Makes the credential in the header Authorization that of the request. Any other scheme is one that is wrong.
local function take_bearer(value)
  local first, length = requests.after_scheme(value)
  request.token, request.token_length = value.data + first, length - first
end

-- Decides about the current request, which has so many credentials; `answer` says more.
local function decide(r, credentials)
  if not gate.has_list then return bitting.NOT_READY end
  if credentials > 1 then request.token, request.token_length = nil, 0 end
  request.size, answer.size = request_size, answer_size
  request.flags = credentials > 1 and bitting.SEVERAL_CREDENTIALS or 0
  request.method, request.method_length = requests.method(r)
  request.path, request.path_length = requests.variable(r, "request_uri", 11)
  request.address_text, request.address_text_length = requests.variable(r, "remote_addr", 11)
  if gate.clock then
    request.utc, request.steady = gate.clock()
    request.flags = request.flags + bitting.TIME_GIVEN
  end
  -- Texts lie far apart: whoever passes none on does not look them up.
  if not gate.passes_any then return gate.functions.bitting_authorize(gate.handle, request, answer, nil, 0) end
  return gate.functions.bitting_authorize(gate.handle, request, answer, texts, bitting.TEXTS_SIZE)
end

-- Tells who is behind nginx what is known, if it is to be passed on; what is empty has been cleared.
local function tell(r, passes, name, length, value)
  if passes and value.length > 0 then requests.set_header(r, name, length, texts + value.offset, value.length) end
end

-- Tells what is behind nginx who asks.
local function identify(r, bearers, api_keys)
  local passes = gate.passes
  tell(r, passes.key, "X-Bitting-Key", 13, answer.key)
  tell(r, passes.type, "X-Bitting-Type", 14, answer.type)
  tell(r, passes.owner, "X-Bitting-Owner", 15, answer.owner)
  tell(r, passes.tenant, "X-Bitting-Tenant", 16, answer.tenant)
  tell(r, passes.handle, "X-Bitting-Handle", 16, answer.handle)
  if not gate.pass_credentials and answer.is_public == 0 then
    if bearers > 0 then requests.set_header(r, "Authorization", 13, nil, 0) end
    if api_keys > 0 then requests.set_header(r, "X-API-Key", 9, nil, 0) end
  end
end

-- Says once in each worker why there is no bundle, where no file is to blame.
local function tell_if_not_started()
  if gate.is_started then return end
  gate.is_started = true
  ngx.log(ngx.ERR, "bitting: nothing is in force, because init_worker_by_lua_block has not called start()")
end

-- In access_by_lua_block: lets the request through if it may go on, and answers it otherwise.
function module.access()
  if not gate then error("bitting: access() comes after setup()", 0) end
  local r = requests.current()
  local count, headers = requests.headers(r)
  local bearers, api_keys = 0, 0
  request.token, request.token_length = nil, 0
  -- The loop stands here, because LuaJIT compiles what comes after it up to the end of the function that it is in.
  for index = 0, count - 1 do
    local name, value = headers[index].key, headers[index].value
    if name.len == 13 and requests.is(name, "authorization", 13) then
      bearers = bearers + 1
      take_bearer(value)
    elseif name.len == 9 and requests.is(name, "x-api-key", 9) then
      api_keys = api_keys + 1
      request.token, request.token_length = value.data, value.len
    elseif name.len >= 10 and name.data[0] == 120 then
      requests.clear_claim(r, name)
    end
  end
  local status = decide(r, bearers + api_keys)
  if status == bitting.OK then
    identify(r, bearers, api_keys)
    if gate.tell_limits then answers.tell_limits(answer) end
    return
  end
  if status ~= bitting.DENIED then
    local name = ffi.string(gate.functions.bitting_status_name(status))
    ngx.ctx.bitting_reason = name
    if status == bitting.NOT_READY then tell_if_not_started() end
    return answers.refuse(status == bitting.NOT_READY and 503 or 500, nil, gate.realm)
  end
  local reason = ffi.string(gate.functions.bitting_reason_name(answer.reason))
  -- The true one, for the log.
  ngx.ctx.bitting_reason = reason
  if gate.tell_limits then answers.tell_limits(answer) end
  answers.tell_when(answer)
  return answers.refuse(answer.http_status, reason, gate.realm)
end

return module
