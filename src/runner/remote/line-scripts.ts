/** Forgotten by Redis itself when nothing of ours lives any more, milliseconds. */
const KEPT_MS = 3_600_000;
/** A client that asks for runs looks twice a second; one that did not for so long, while others did, is dead. */
const CLIENT_LAPSES_MS = 6000;
/** Nobody has looked for so long: perhaps nobody could, and silence means nothing. */
const BREAK_MS = 2000;
/** A worker tells of itself every second. */
const WORKER_LAPSES_MS = 4000;
/** So long a message waits for a process that may have died. */
const MESSAGE_LAPSES_MS = 30_000;

/*
 * Keys, all below one prefix: `open` (run → client, learner, priority, time, time of its turn), `own:<learner>` (that learner's runs by
 * time), `taken` (run → worker), `names` (name → run), `alive` (process → time), `workers` (worker → announcement),
 * `looks` (time of the last one, and since when there was no break), `inbox:<process>`. Time is Redis' own, so that the clocks of machines need not agree.
 */
const common = `
local p = KEYS[1]
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local function keep(key) redis.call('PEXPIRE', key, ${KEPT_MS}) end
local function alive(process) redis.call('ZADD', p .. 'alive', now, process); keep(p .. 'alive') end
local function forget(id, learner)
  redis.call('HDEL', p .. 'open', id)
  redis.call('HDEL', p .. 'taken', id)
  redis.call('ZREM', p .. 'own:' .. learner, id)
end
-- The last part is when it came to be the first of its learner, microseconds; 0: not yet.
local function write(id, entry, isFirst)
  local parts = { '"' .. entry[1] .. '"', '"' .. entry[2] .. '"', entry[3], string.format('%.0f', entry[4]) }
  parts[5] = isFirst and string.format('%.0f', t[1] * 1000000 + t[2]) or '0'
  redis.call('HSET', p .. 'open', id, '[' .. table.concat(parts, ',') .. ']')
end
local function first(learner)
  while true do
    local id = redis.call('ZRANGE', p .. 'own:' .. learner, 0, 0)[1]
    if not id then return nil end
    local entry = redis.call('HGET', p .. 'open', id)
    if entry then return id, cjson.decode(entry) end
    redis.call('ZREM', p .. 'own:' .. learner, id)
  end
end
local function promote(learner)
  local id, entry = first(learner)
  if not id then return {} end
  if entry[5] == 0 then write(id, entry, true) end
  return { id, entry[1] }
end
`;

const enter = `${common}
local id, client, learner, priority, name = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local at, all, perLearner = tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8])
local own = p .. 'own:' .. learner
alive(client)
if at == 0 then
  if redis.call('HLEN', p .. 'open') >= all or redis.call('ZCARD', own) > perLearner then return {} end
  at = t[1] * 1000000 + t[2]
end
local text = string.format('%.0f', at)
redis.call('ZADD', own, text, id)
write(id, { client, learner, priority, text }, redis.call('ZRANGE', own, 0, 0)[1] == id)
if name ~= '' then redis.call('HSET', p .. 'names', name, id); keep(p .. 'names') end
keep(p .. 'open')
keep(own)
return { text, redis.call('ZRANGE', own, 0, 0)[1] == id and 'first' or 'behind' }
`;

const leave = `${common}
local id, learner, name = ARGV[1], ARGV[2], ARGV[3]
forget(id, learner)
if redis.call('HGET', p .. 'names', name) == id then redis.call('HDEL', p .. 'names', name) end
return promote(learner)
`;

const take = `${common}
redis.call('HSET', p .. 'taken', ARGV[1], ARGV[2])
keep(p .. 'taken')
`;

const find = `${common}
local id = redis.call('HGET', p .. 'names', ARGV[1])
local entry = id and redis.call('HGET', p .. 'open', id)
return entry and { id, cjson.decode(entry)[1] } or {}
`;

const look = `${common}
alive(ARGV[1])
for _, worker in ipairs(redis.call('HKEYS', p .. 'workers')) do
  local seen = redis.call('ZSCORE', p .. 'alive', worker)
  if not seen or now - seen > ${WORKER_LAPSES_MS} then
    redis.call('HDEL', p .. 'workers', worker)
    redis.call('ZREM', p .. 'alive', worker)
  end
end
local looked = redis.call('HMGET', p .. 'looks', 'last', 'since')
local since = tonumber(looked[2]) or now
if now - (tonumber(looked[1]) or 0) > ${BREAK_MS} then since = now end
redis.call('HSET', p .. 'looks', 'last', now, 'since', since)
keep(p .. 'looks')
if now - since > ${CLIENT_LAPSES_MS} then
  redis.call('ZREMRANGEBYSCORE', p .. 'alive', '-inf', now - ${CLIENT_LAPSES_MS})
end
local entries = redis.call('HGETALL', p .. 'open')
local living, lives = {}, {}
for i = 1, #entries, 2 do
  local entry = cjson.decode(entries[i + 1])
  local client = entry[1]
  if lives[client] == nil then lives[client] = redis.call('ZSCORE', p .. 'alive', client) ~= false end
  if lives[client] then
    living[#living + 1] = entries[i]
    living[#living + 1] = entries[i + 1]
  else
    forget(entries[i], entry[2])
    promote(entry[2])
  end
end
local names = redis.call('HGETALL', p .. 'names')
for i = 1, #names, 2 do
  if redis.call('HEXISTS', p .. 'open', names[i + 1]) == 0 then redis.call('HDEL', p .. 'names', names[i]) end
end
return { living, redis.call('HGETALL', p .. 'taken'), redis.call('HGETALL', p .. 'workers') }
`;

const announce = `${common}
alive(ARGV[1])
redis.call('HSET', p .. 'workers', ARGV[1], ARGV[2])
keep(p .. 'workers')
`;

const retire = `${common}
redis.call('HDEL', p .. 'workers', ARGV[1])
redis.call('ZREM', p .. 'alive', ARGV[1])
redis.call('DEL', p .. 'inbox:' .. ARGV[1])
`;

const post = `${common}
if ARGV[3] == 'if-alive' and not redis.call('ZSCORE', p .. 'alive', ARGV[1]) then return 0 end
local inbox = p .. 'inbox:' .. ARGV[1]
redis.call('RPUSH', inbox, ARGV[2])
redis.call('PEXPIRE', inbox, ${MESSAGE_LAPSES_MS})
return 1
`;

/** What Redis does for the line, each at once and whole. */
export const scripts = { enter, leave, take, find, look, announce, retire, post } as const;
