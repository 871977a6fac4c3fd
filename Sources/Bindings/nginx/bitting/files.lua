-- files.lua: files that are read whole, and one that is written so that it survives a crash.

local ffi = require("ffi")
local bit = require("bit")
local C = ffi.C

ffi.cdef([[
struct bitting_timestamp { int64_t seconds; uint32_t nanoseconds; int32_t reserved; };
struct bitting_statx {
  uint32_t mask, block_size;
  uint64_t attributes;
  uint32_t links, user, group;
  uint16_t mode, spare;
  uint64_t inode, size, blocks, attributes_mask;
  struct bitting_timestamp accessed, born, changed, modified;
  uint32_t special_major, special_minor, device_major, device_minor;
  uint64_t more[14];
};
int statx(int folder, const char *path, int flags, unsigned int mask, struct bitting_statx *status);
int open(const char *path, int flags, ...);
int close(int file);
intptr_t read(int file, void *bytes, size_t count);
intptr_t write(int file, const void *bytes, size_t count);
int fsync(int file);
int flock(int file, int operation);
int rename(const char *from, const char *to);
void *malloc(size_t size);
void free(void *memory);
char *strerror(int number);
int usleep(unsigned int microseconds);
]])

-- Linux numbers these by machine.
local arm = jit.arch == "arm64" or jit.arch == "arm"
local O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_NONBLOCK, O_CLOEXEC = 1, 2, 0x40, 0x200, 0x800, 0x80000
local O_DIRECTORY, O_NOFOLLOW = arm and 0x4000 or 0x10000, arm and 0x8000 or 0x20000
local AT_FDCWD, AT_SYMLINK_NOFOLLOW, AT_EMPTY_PATH, STATX_BASIC_STATS = -100, 0x100, 0x1000, 0x7FF
local ENOENT, EINTR, EWOULDBLOCK = 2, 4, 11
local LOCK_EX, LOCK_NB, LOCK_UN = 2, 4, 8
local S_IFMT, S_IFREG = 0xF000, 0x8000

local files = {
  -- No bundle, no revocation list and no state has more bytes: nothing larger is read.
  LARGEST_BUNDLE = 2 ^ 32 + 2 ^ 21,
  LARGEST_LIST = 1042097152,
  -- It has a line for each secret that was revoked.
  LARGEST_STATE = 1042097152,
}

local function why(what, path)
  return what .. " " .. path .. ": " .. ffi.string(C.strerror(ffi.errno()))
end

local function open(path, flags)
  return C.open(path, bit.bor(flags, O_CLOEXEC), ffi.cast("int", 384)) -- 0600
end

local status = ffi.new("struct bitting_statx")

local function stamp()
  return table.concat({
    status.device_major, status.device_minor, tostring(status.inode), tostring(status.size),
    tostring(status.modified.seconds), status.modified.nanoseconds,
    tostring(status.changed.seconds), status.changed.nanoseconds,
  }, " ")
end

-- What changes when the file does; nil and why if there is none.
function files.stamp(path)
  if C.statx(AT_FDCWD, path, 0, STATX_BASIC_STATS, status) ~= 0 then return nil, why("cannot see", path) end
  return stamp()
end

local function read_all(file, path, largest)
  if C.statx(file, "", AT_EMPTY_PATH, STATX_BASIC_STATS, status) ~= 0 then return nil, why("cannot see", path) end
  if bit.band(status.mode, S_IFMT) ~= S_IFREG then return nil, path .. " is no file" end
  local size = tonumber(status.size)
  if size > largest then return nil, "too-large" end
  local came = stamp()
  local bytes = C.malloc(size + 1)
  if bytes == nil then return nil, "no memory for " .. path end
  bytes = ffi.gc(ffi.cast("uint8_t *", bytes), C.free)
  local length = 0
  while length < size do
    local count = tonumber(C.read(file, bytes + length, size - length))
    if count < 0 and ffi.errno() ~= EINTR then return nil, why("cannot read", path) end
    if count == 0 then break end
    length = length + math.max(count, 0)
  end
  return { bytes = bytes, length = length, stamp = came }
end

-- Whether there is nothing at all at the path: a link that leads nowhere is something.
local function is_missing(path)
  return C.statx(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, status) ~= 0 and ffi.errno() == ENOENT
end

-- The bytes of a regular file, outside of what Lua collects; nil, why, and whether there is none.
function files.read(path, largest)
  local file = open(path, O_NONBLOCK)
  if file < 0 then return nil, why("cannot open", path), is_missing(path) end
  local content, failure = read_all(file, path, largest)
  C.close(file)
  return content, failure
end

local function write_all(file, text)
  local bytes, left = ffi.cast("const uint8_t *", text), #text
  while left > 0 do
    local count = tonumber(C.write(file, bytes, left))
    if count < 0 and ffi.errno() ~= EINTR then return false end
    count = math.max(count, 0)
    bytes, left = bytes + count, left - count
  end
  return C.fsync(file) == 0
end

-- Puts `text` in the file's place, whole or not at all; only who holds the lock may. Returns why not.
function files.write_durably(path, text)
  local fresh = path .. ".new"
  local file = open(fresh, bit.bor(O_WRONLY, O_CREAT, O_TRUNC, O_NOFOLLOW))
  if file < 0 then return why("cannot write", fresh) end
  local is_written = write_all(file, text)
  local failure = not is_written and why("cannot write", fresh) or nil
  C.close(file)
  if failure then return failure end
  if C.rename(fresh, path) ~= 0 then return why("cannot put in place", path) end
  local folder = open(path:match("^(.*/)") or ".", O_DIRECTORY)
  if folder < 0 then return why("cannot sync the folder of", path) end
  failure = C.fsync(folder) ~= 0 and why("cannot sync the folder of", path) or nil
  C.close(folder)
  return failure
end

-- How often another process is waited for, and how long each time: requests wait meanwhile. Workers that start together
-- take turns of some milliseconds.
local TRIES, PAUSE = 200, 5000

-- Keeps other processes that use the state file at `path` away until files.unlock; nil and why, or nil and nil where
-- another has it and this one does not wait.
function files.lock(path, waits)
  local lock = open(path .. ".lock", bit.bor(O_RDWR, O_CREAT, O_NOFOLLOW))
  if lock < 0 then return nil, why("cannot lock", path) end
  for try = 1, waits and TRIES or 1 do
    if try > 1 then C.usleep(PAUSE) end
    if C.flock(lock, LOCK_EX + LOCK_NB) == 0 then return lock end
    if ffi.errno() ~= EWOULDBLOCK and ffi.errno() ~= EINTR then break end
  end
  local failure
  if ffi.errno() ~= EWOULDBLOCK then
    failure = why("cannot lock", path)
  elseif waits then
    failure = "another process holds " .. path .. ".lock"
  end
  C.close(lock)
  return nil, failure
end

function files.unlock(lock)
  -- Closing alone would leave it to a child that was forked meanwhile.
  C.flock(lock, LOCK_UN)
  C.close(lock)
end

return files
