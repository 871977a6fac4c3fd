-- options.lua: what setup() is given, checked: a name that is mistyped must not pass for one that is left out.

local options = {}

local function is_text(value) return type(value) == "string" and value ~= "" end

local function is_flag(value) return type(value) == "boolean" end

-- Whether all of a table are texts, numbered from 1 without a gap.
local function is_list_of_texts(value)
  if type(value) ~= "table" then return false end
  local count = 0
  for _, text in pairs(value) do
    if not is_text(text) then return false end
    count = count + 1
  end
  for place = 1, count do
    if value[place] == nil then return false end
  end
  return true
end

-- Each option: whether it must be there, whether a value will do, and what will.
local known = {
  service = { true, is_text, "a text" },
  environment = { true, is_text, "a text" },
  identity = { true, is_text, "the path of a file of age identities" },
  signers = {
    true, function(value) return is_text(value) or is_list_of_texts(value) and #value > 0 end,
    "a list of minisign public keys, RW...",
  },
  threshold = {
    false, function(value) return type(value) == "number" and value >= 1 and value % 1 == 0 and value < 2 ^ 32 end,
    "a whole number, 1 or more",
  },
  bundle = { true, is_text, "the path of a file" },
  state = { true, is_text, "the path of a file" },
  revocations = { false, is_text, "the path of a file" },
  awaits_revocations = { false, is_flag, "true or false" },
  library = { false, is_text, "the path of the library" },
  every = {
    false, function(value) return type(value) == "number" and value >= 0.001 and value <= 86400 end,
    "a number of seconds, from 0.001 to 86400",
  },
  realm = {
    false, function(value) return is_text(value) and not value:find('[^ -~]') and not value:find('["\\]') end,
    "printable ASCII without quotes and backslashes",
  },
  clock = { false, function(value) return type(value) == "function" end, "a function" },
  pass_identity = { false, is_list_of_texts, "a list of names" },
  pass_credentials = { false, is_flag, "true or false" },
  tell_limits = { false, is_flag, "true or false" },
}

local function fail(what) error("bitting: " .. what, 0) end

-- Fails unless these are options as setup() knows them.
function options.check(given)
  if type(given) ~= "table" then fail("setup() is given a table of options") end
  for name in pairs(given) do
    if not known[name] then
      local names = {}
      for other in pairs(known) do names[#names + 1] = other end
      table.sort(names)
      fail("setup() knows no `" .. tostring(name) .. "`; it knows " .. table.concat(names, ", "))
    end
  end
  for name, option in pairs(known) do
    local is_needed, will_do, what = option[1], option[2], option[3]
    if given[name] == nil then
      if is_needed then fail("setup() needs `" .. name .. "`, " .. what) end
    elseif not will_do(given[name]) then
      fail("`" .. name .. "` is " .. what)
    end
  end
  -- Each file has its own part: the state is written, and a bundle is no list.
  local parts = {}
  for _, name in ipairs({ "bundle", "state", "revocations", "identity" }) do
    local path = given[name]
    if path and parts[path] then fail("`" .. parts[path] .. "` and `" .. name .. "` are one file") end
    if path then parts[path] = name end
  end
end

return options
