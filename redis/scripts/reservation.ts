import { REDIS_NOW } from "../redis-time";

/**
 * Decides which session gets a recogniser. Its state is in the last four keys. Only this script and removals change them.
 *
 * Each person, and each party (an account, or the address of people without one), has a share: the number of recognisers
 * divided by the number of people (parties) that have or want one, at least one. A person or party above its share neither
 * keeps nor gets a recogniser that another one below its share waits for. The longest wait gets the next recogniser.
 *
 * Recordings have no share: they wait behind every speaker, one after the other, and the next one that asks loses its recogniser
 * while a speaker waits and none is free.
 *
 * KEYS workers (zset by end), worker infos (hash), reserved (zset: session by its end), holders (hash), waiters (hash), graced (zset).
 * ARGV 1 `begin` or `sound`, 2 session, 3 the name that it waits under, 4 person, 5 party, 6 language, 7 grace (ms),
 * 8 ms that sound reserves for, 9 ms that a waiter is remembered for, 10 most soundless reservations of a person,
 * 11 most waiters, 12 ms for which a session that had its grace period is remembered, 13 1 for a recording.
 * Returns {'held'}, {'open'} (free, but only sound reserves it), {'none'} (no worker knows the language) or {'waiting', place}.
 */
const RESERVE = `${REDIS_NOW}
local mode, session, waits, person, party = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', now)
redis.call('ZREMRANGEBYSCORE', KEYS[6], '-inf', now - tonumber(ARGV[12]))

local total = 0
for _, id in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  local found = redis.call('HGET', KEYS[2], id)
  if found then
    local worker = cjson.decode(found)
    for _, language in ipairs(worker.languages) do
      if language == ARGV[6] then total = total + worker.capacity end
    end
  end
end

-- A reservation without a holder is of a session that was served after its reservation had ended. It counts as a person.
local reserved = {}
for _, id in ipairs(redis.call('ZRANGE', KEYS[3], 0, -1)) do
  reserved[id] = { id = id, person = id, party = id, since = 0, hasSound = true }
end
local flat = redis.call('HGETALL', KEYS[4])
for i = 1, #flat, 2 do
  local id, one = flat[i], cjson.decode(flat[i + 1])
  if reserved[id] then
    reserved[id] = { id = id, person = one[1], party = one[2], since = one[3], hasSound = one[4] == 1 }
  else
    redis.call('HDEL', KEYS[4], id)
  end
end
local isRecording = ARGV[13] == '1'
local waiters, recordings, waiting = {}, {}, 0
flat = redis.call('HGETALL', KEYS[5])
for i = 1, #flat, 2 do
  local id, one = flat[i], cjson.decode(flat[i + 1])
  if one[4] < now or reserved[id] then
    redis.call('HDEL', KEYS[5], id)
  else
    local into = one[5] == 1 and recordings or waiters
    into[id] = { id = id, person = one[1], party = one[2], since = one[3] }
    waiting = waiting + 1
  end
end

-- Several requests may arrive within a millisecond: each counts as later than those before it.
local arrival = now
for _, known in ipairs({ reserved, waiters, recordings }) do
  for _, one in pairs(known) do arrival = math.max(arrival, one.since + 1) end
end

local held, soundless = 0, 0
local heldBy, people, parties = {}, { [person] = true }, { [party] = true }
local function count(of)
  people[of.person] = true
  parties[of.party] = true
end
for _, one in pairs(reserved) do
  held = held + 1
  heldBy['p' .. one.person] = (heldBy['p' .. one.person] or 0) + 1
  heldBy['a' .. one.party] = (heldBy['a' .. one.party] or 0) + 1
  if one.person == person and not one.hasSound then soundless = soundless + 1 end
  count(one)
end
for _, one in pairs(waiters) do count(one) end
local function shareOf(all)
  local number = 0
  for _ in pairs(all) do number = number + 1 end
  return math.max(1, math.floor(total / number))
end
local sharePerson, shareParty = shareOf(people), shareOf(parties)
-- Between two people of the same party only their own shares count.
local function isOver(one, other)
  if (heldBy['p' .. one.person] or 0) >= sharePerson then return true end
  return one.party ~= other.party and (heldBy['a' .. one.party] or 0) >= shareParty
end
-- Whether another person below its share waits. Within the same party only the people's shares count.
local function isNeeded(ofAnotherParty)
  for _, one in pairs(waiters) do
    if one.person ~= person and (heldBy['p' .. one.person] or 0) < sharePerson then
      if one.party ~= party and (heldBy['a' .. one.party] or 0) < shareParty then return true end
      if one.party == party and not ofAnotherParty then return true end
    end
  end
  return false
end

local mine = reserved[session]
if mine then
  if mode == 'begin' then return { total == 0 and 'none' or 'held' } end
  -- Above the share the newest reservation is lost first.
  local ofPerson, ofParty = 1, 1
  for id, one in pairs(reserved) do
    if one.since < mine.since or (one.since == mine.since and id < session) then
      if one.person == mine.person then ofPerson = ofPerson + 1 end
      if one.party == mine.party then ofParty = ofParty + 1 end
    end
  end
  local isAbove = (ofPerson > sharePerson and isNeeded(false)) or (ofParty > shareParty and isNeeded(true))
  if isRecording and next(waiters) then isAbove = true end
  if total == 0 or held < total or not isAbove then
    redis.call('ZADD', KEYS[3], 'GT', now + tonumber(ARGV[8]), session)
    redis.call('HSET', KEYS[4], session, cjson.encode({ person, party, mine.since > 0 and mine.since or arrival, 1 }))
    return { 'held' }
  end
  redis.call('ZREM', KEYS[3], session)
  redis.call('HDEL', KEYS[4], session)
  held = held - 1
  heldBy['p' .. mine.person] = heldBy['p' .. mine.person] - 1
  heldBy['a' .. mine.party] = heldBy['a' .. mine.party] - 1
end
if total == 0 then return { mode == 'sound' and 'open' or 'none' } end

local ours = isRecording and recordings or waiters
local me = ours[waits] or { id = waits, person = person, party = party, since = arrival }
local place = 1
if isRecording then
  for _ in pairs(waiters) do place = place + 1 end
end
for id, one in pairs(ours) do
  if id ~= waits then
    local meOver, oneOver = isOver(me, one), isOver(one, me)
    if meOver ~= oneOver then
      if meOver then place = place + 1 end
    elseif one.since < me.since or (one.since == me.since and id < waits) then
      place = place + 1
    end
  end
end
if total - held < place then
  if ours[waits] or waiting < tonumber(ARGV[11]) then
    redis.call('HSET', KEYS[5], waits, cjson.encode({ person, party, me.since, now + tonumber(ARGV[9]), isRecording and 1 or 0 }))
  end
  return { 'waiting', place - math.max(total - held, 0) }
end
redis.call('HDEL', KEYS[5], waits)
local hasNoGrace = redis.call('ZSCORE', KEYS[6], session) or soundless >= tonumber(ARGV[10])
if mode == 'begin' and hasNoGrace then return { 'open' } end
redis.call('ZADD', KEYS[3], now + tonumber(mode == 'sound' and ARGV[8] or ARGV[7]), session)
redis.call('HSET', KEYS[4], session, cjson.encode({ person, party, arrival, mode == 'sound' and 1 or 0 }))
redis.call('ZADD', KEYS[6], now, session)
return { 'held' }`;

export type ReservationReply = ["held" | "open" | "none"] | ["waiting", number];

/** The command that RESERVATION_SCRIPTS adds to a connection. */
export interface ReservationCommands {
  interlineReserve(...args: (string | number)[]): Promise<ReservationReply>;
}

export const RESERVATION_SCRIPTS = { interlineReserve: { numberOfKeys: 6, lua: RESERVE } };
