-- library.lua: libbitting by LuaJIT's FFI, as far as this door needs it. bitting.h is the contract.

local ffi = require("ffi")

ffi.cdef([[
typedef struct bitting_options {
  size_t size;
  const char *service;
  size_t service_length;
  const char *environment;
  size_t environment_length;
  const char *identities;
  size_t identities_length;
  const char *signers;
  size_t signers_length;
  uint32_t threshold;
  uint32_t flags;
} bitting_options;

typedef struct bitting_input {
  size_t size;
  const void *bytes;
  size_t length;
  const void *state;
  size_t state_length;
  int64_t utc;
  uint64_t steady;
  uint32_t flags;
  uint32_t reserved;
} bitting_input;

typedef struct bitting_request {
  size_t size;
  const char *token;
  size_t token_length;
  const char *method;
  size_t method_length;
  const char *path;
  size_t path_length;
  const char *scope;
  size_t scope_length;
  const char *tenant;
  size_t tenant_length;
  const char *address_text;
  size_t address_text_length;
  uint8_t address[16];
  int64_t utc;
  uint64_t steady;
  uint32_t flags;
  uint32_t reserved;
} bitting_request;

typedef struct bitting_text {
  uint32_t offset;
  uint32_t length;
} bitting_text;

typedef struct bitting_answer {
  size_t size;
  uint8_t allowed;
  uint8_t reason;
  uint16_t http_status;
  uint8_t reach;
  uint8_t is_public;
  uint8_t quota_window;
  uint8_t reserved;
  uint64_t texts_length;
  bitting_text handle;
  bitting_text key;
  bitting_text type;
  bitting_text owner;
  bitting_text tenant;
  bitting_text route;
  int64_t sequence;
  int64_t ends;
  uint32_t cost;
  uint32_t rate_count;
  uint32_t rate_period;
  uint32_t rate_burst;
  uint32_t rate_left;
  uint32_t retry_after;
  uint64_t quota_count;
  uint64_t quota_left;
  int64_t quota_resets;
} bitting_answer;

uint32_t bitting_abi_version(void);
const char *bitting_status_name(int status);
const char *bitting_reason_name(int reason);
int bitting_create(const bitting_options *options, uint64_t *authorizer);
int bitting_close(uint64_t handle);
int bitting_open(uint64_t authorizer, const bitting_input *input, uint64_t *update);
int bitting_open_revocations(uint64_t authorizer, const bitting_input *input, uint64_t *update);
int bitting_next_state(uint64_t update, void *buffer, size_t capacity, size_t *length);
int bitting_replace(uint64_t authorizer, uint64_t update, const void *written, size_t written_length);
int bitting_authorize(uint64_t authorizer, const bitting_request *request, bitting_answer *answer, char *texts,
                      size_t texts_size);
]])

local library = {
  OK = 0,
  DENIED = 32,
  NOT_READY = 36,
  BUFFER_TOO_SMALL = 37,
  FIRST_START = 1,
  TIME_GIVEN = 2,
  SEVERAL_CREDENTIALS = 4,
  NEVER = 0xFFFFFFFF,
  TEXTS_SIZE = 1024,
}

-- Loads the library from a path, or from where the system looks.
function library.load(path)
  local functions = ffi.load(path or "libbitting.so.0")
  assert(functions.bitting_abi_version() >= 1, "bitting: the library is older than this module")
  return functions
end

return library
