-- Request number k of a run is signed by viewer k % V; likes go to note k % M, so that no pair comes twice.
-- Arguments: file with one block a line (kind, prefix, ...), see loads.py.
local credentials, paths, method, extra, first, step, pause

local function lines(name)
  local found = {}
  for line in io.lines(name) do found[#found + 1] = line end
  return found
end

local number = 0
function setup(thread)
  thread:set("place", number)
  number = number + 1
end

function init(arguments)
  method = arguments[1]
  credentials = lines(arguments[2])
  paths = lines(arguments[3])
  first = tonumber(arguments[4]) + place
  step = tonumber(arguments[5])
  pause = tonumber(arguments[6])
  extra = arguments[7] == "more" and "HX-Request: true\r\nHX-Target: more\r\n" or ""
  if pause == 0 then delay = nil end
end

function delay()
  return pause
end

function request()
  local k = first
  first = first + step
  local path = paths[k % #paths + 1]
  local body = method == "PUT" and "Content-Length: 0\r\n" or ""
  return method .. " " .. path .. " HTTP/1.1\r\nHost: localhost\r\n"
    .. credentials[k % #credentials + 1] .. "\r\n" .. extra .. body .. "\r\n"
end

function done(summary, latency, requests)
  io.write(string.format(
    '{"requests":%d,"microseconds":%d,"failed":%d,"p50":%d,"p95":%d,"p99":%d}\n',
    summary.requests, summary.duration,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status + summary.errors.timeout,
    latency:percentile(50), latency:percentile(95), latency:percentile(99)))
end
