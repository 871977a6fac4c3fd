-- answers.lua: what a caller is told.

local bitting = require("bitting.library")

local answers = {}

local titles = {
  [400] = "Bad Request", [401] = "Unauthorized", [403] = "Forbidden", [429] = "Too Many Requests",
  [500] = "Internal Server Error", [503] = "Service Unavailable",
}

-- How long windows of a quota are; months differ.
local windows = { ";w=3600", ";w=86400", "" }

-- The rate that was told last, and what told it: most keys have one of a few, and have used up as little.
local told = { count = 0, period = 0, policy = nil, left = nil, full = nil, state = nil }

local function rate_policy(answer)
  local count, period = answer.rate_count, answer.rate_period
  if count ~= told.count or period ~= told.period then
    told.count, told.period, told.policy = count, period, '"rate";q=' .. count .. ";w=" .. period
  end
  return told.policy
end

-- What is left of the rate, and in how many seconds all of it is.
local function rate_state(answer)
  local left = answer.rate_left
  local full = math.max(0, math.ceil((answer.rate_burst - left) * answer.rate_period / answer.rate_count))
  if left ~= told.left or full ~= told.full then
    told.left, told.full, told.state = left, full, '"rate";r=' .. left .. ";t=" .. full
  end
  return told.state
end

-- Sets RateLimit-Policy and RateLimit (draft-ietf-httpapi-ratelimit-headers-11) for a key with limits.
function answers.tell_limits(answer)
  local policy, left
  if answer.rate_count > 0 then
    policy, left = rate_policy(answer), rate_state(answer)
  end
  local window = windows[answer.quota_window]
  if window then
    local resets = math.max(0, math.ceil(tonumber(answer.quota_resets) - ngx.time()))
    local more = '"quota";q=' .. tonumber(answer.quota_count) .. window
    policy = policy and policy .. ", " .. more or more
    more = '"quota";r=' .. tonumber(answer.quota_left) .. ";t=" .. resets
    left = left and left .. ", " .. more or more
  end
  if policy then
    ngx.header["RateLimit-Policy"] = policy
    ngx.header["RateLimit"] = left
  end
end

-- Problem details (RFC 9457). The reason is nil where all have to look the same from outside.
local function problem(status, reason)
  local more = reason and ',"reason":"' .. reason .. '"' or ""
  return '{"type":"about:blank","title":"' .. titles[status] .. '","status":' .. status .. more .. "}"
end

-- Ends the request.
function answers.refuse(status, reason, realm)
  if not titles[status] then status = 500 end
  local body = problem(status, status ~= 401 and reason or nil)
  local header = ngx.header
  ngx.status = status
  header["Content-Type"] = "application/problem+json"
  header["Content-Length"] = #body
  header["Cache-Control"] = "no-store"
  if status == 401 then header["WWW-Authenticate"] = 'Bearer realm="' .. realm .. '"' end
  ngx.print(body)
  return ngx.exit(ngx.HTTP_OK)
end

-- Says when a request that was denied for rate or quota may be tried again.
function answers.tell_when(answer)
  local seconds = answer.retry_after
  if seconds > 0 and seconds < bitting.NEVER then ngx.header["Retry-After"] = seconds end
end

return answers
