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
  local state, failure, is_missing = files.read(gate.state, files.LARGEST_STATE)
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
local function follow(gate, path, waits)
  local stamp, failure = files.stamp(path)
  if not stamp then return failure end
  if gate.seen[path] == stamp then return end
  local is_list = path == gate.revocations
  local content
  content, failure = files.read(path, is_list and files.LARGEST_LIST or files.LARGEST_BUNDLE)
  if not content then return failure end
  local lock
  lock, failure = files.lock(gate.state, waits)
  -- Another process writes the state just now; there is a next time.
  if not lock then return failure end
  local is_done
  is_done, failure = pcall(put_in_force, gate, content, is_list and "bitting_open_revocations" or "bitting_open")
  files.unlock(lock)
  gate.seen[path] = is_done and not failure and content.stamp or nil
  if gate.seen[path] and is_list then gate.has_list = true end
  return failure
end

-- Whether it is too early to try again a file that failed and has not changed: reading it takes a while.
local function is_hopeless(gate, path)
  local failed = gate.failed[path]
  if not failed or failed.stamp ~= files.stamp(path) then return false end
  failed.rest = failed.rest - 1
  return failed.rest > 0
end

local function remember(gate, path, failure)
  local stamp, failed = files.stamp(path), gate.failed[path]
  if not failure then
    gate.failed[path] = nil
    return
  end
  -- Once for each failure, not every second.
  if not failed or failed.why ~= failure then
    ngx.log(ngx.ERR, "bitting: ", path, " is not put in force: ", failure)
  end
  local pause = failed and failed.stamp == stamp and math.min(2 * failed.pause, 64) or 1
  gate.failed[path] = { stamp = stamp, why = failure, pause = pause, rest = pause }
end

-- Puts in force what has changed. What was in force stays so where that fails; a bundle that cannot be opened keeps no
-- revocation list out. `how.waits` for other processes; `how.patiently` leaves alone for a while what has failed.
-- Returns why, or nil.
function sources.reload(gate, how)
  local failures = {}
  for _, path in ipairs({ gate.bundle, gate.revocations }) do
    if not (how.patiently and is_hopeless(gate, path)) then
      local failure = follow(gate, path, how.waits)
      remember(gate, path, failure)
      if failure then failures[#failures + 1] = path .. ": " .. failure end
    end
  end
  return failures[1] and table.concat(failures, "\n") or nil
end

return sources
