-- sources.lua: puts in force what is in files, and each later version of them.

local ffi = require("ffi")
local bitting = require("bitting.library")
local files = require("bitting.files")

local sources = {}

-- The state after an update.
local function next_state(functions, update)
  local length = ffi.new("size_t[1]")
  local status = functions.bitting_next_state(update, nil, 0, length)
  if status ~= bitting.BUFFER_TOO_SMALL then return nil, status end
  local buffer = ffi.new("uint8_t[?]", length[0])
  status = functions.bitting_next_state(update, buffer, length[0], length)
  if status ~= bitting.OK then return nil, status end
  return ffi.string(buffer, length[0])
end

-- Opens `content`, writes the state, and puts it in force; who calls holds the lock. Returns why not.
local function put_in_force(gate, content, opening)
  local function named(status) return ffi.string(gate.functions.bitting_status_name(status)) end
  local state, failure, is_missing = files.read(gate.state)
  if not state and not is_missing then return failure end
  local input = ffi.new("bitting_input", { size = ffi.sizeof("bitting_input") })
  input.bytes, input.length = content.bytes, content.length
  if state then input.state, input.state_length = state.bytes, state.length else input.flags = bitting.FIRST_START end
  if gate.clock then
    input.utc, input.steady = gate.clock()
    input.flags = input.flags + bitting.TIME_GIVEN
  end
  local box = ffi.new("uint64_t[1]")
  local status = gate.functions[opening](gate.handle, input, box)
  if status ~= bitting.OK then return named(status) end
  local update, written = box[0], nil
  written, status = next_state(gate.functions, update)
  if written and not (state and ffi.string(state.bytes, state.length) == written) then
    failure = files.write_durably(gate.state, written)
  else
    failure = nil
  end
  if written and not failure then status = gate.functions.bitting_replace(gate.handle, update, written, #written) end
  if not written or failure or status ~= bitting.OK then
    gate.functions.bitting_close(update)
    return failure and "state-unwritable: " .. failure or named(status)
  end
end

-- Puts one file in force if it has changed. Returns why not.
local function follow(gate, path, opening, waits)
  local stamp, failure = files.stamp(path)
  if not stamp then return failure end
  if gate.seen[path] == stamp then return end
  local content
  content, failure = files.read(path)
  if not content then return failure end
  local lock
  lock, failure = files.lock(gate.state, waits)
  -- Another process writes the state just now; there is a next time.
  if not lock then return failure end
  local is_done
  is_done, failure = pcall(put_in_force, gate, content, opening)
  files.unlock(lock)
  if not is_done or not failure then gate.seen[path] = is_done and content.stamp or nil end
  return failure and path .. ": " .. failure or nil
end

-- Puts in force what has changed; logs a failure once. What was in force stays so.
function sources.reload(gate, waits)
  local failure = follow(gate, gate.bundle, "bitting_open", waits)
  if not failure and gate.revocations then
    failure = follow(gate, gate.revocations, "bitting_open_revocations", waits)
  end
  if failure and failure ~= gate.failure then ngx.log(ngx.ERR, "bitting: nothing new is put in force: ", failure) end
  gate.failure = failure
end

return sources
