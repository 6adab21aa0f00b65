import { REDIS_NOW } from "../redis-time";

// A script per entry, because XADD refuses duplicate ids but accepts gaps. KEYS mailbox, take, gone. ARGV take, from, n,
// kind, sound, samples, cap, longest (samples), age (ms, or empty).
// `clock`: Redis' time at which the session's clock would have been 0 if it had never stopped. Where an age says that the
// clock has stopped for a second or longer, the entry holds the length of the pause. Less than that is the network's delay. An
// entry with an age says when it was captured, and whether it is late: captured a second or more before the sound before it.
const APPEND = `${REDIS_NOW}
if redis.call('EXISTS', KEYS[3]) == 1 then return {'gone'} end
local held = redis.call('HMGET', KEYS[2], 'take', 'n', 'end', 'stopped', 'lang', 'clock')
if not held[1] then return {'unknown'} end
local take = tonumber(ARGV[1])
if tonumber(held[1]) > take then return {'superseded'} end
if tonumber(held[1]) < take then return {'unknown'} end
local last = tonumber(held[2])
local credit = tonumber(ARGV[7]) - redis.call('XLEN', KEYS[1])
if tonumber(ARGV[3]) <= last then return {'known', credit} end
if held[4] == '1' then return {'stopped'} end
if tonumber(ARGV[2]) ~= last + 1 then return {'expected', last + 1, credit} end
if tonumber(held[3]) + tonumber(ARGV[6]) > tonumber(ARGV[8]) then return {'stopped'} end
if credit <= 0 and ARGV[4] ~= 'stop' then return {'full'} end
local clock, pause, captured, late = nil, 0, '', 0
if ARGV[9] ~= '' then
  captured = string.format('%.0f', now - tonumber(ARGV[9]))
  local began = now - tonumber(ARGV[9]) - math.floor(tonumber(held[3]) / 16)
  if held[6] and tonumber(held[6]) - began >= 1000 then late = 1 end
  if not held[6] then
    clock = began
  elseif began - tonumber(held[6]) >= 1000 then
    clock, pause = began, began - tonumber(held[6])
  end
end
redis.call('XADD', KEYS[1], ARGV[1] .. '-' .. ARGV[3], 'k', ARGV[4], 's', held[3], 'd', ARGV[5], 'l', ARGV[6], 'g', held[5] or '', 'p', string.format('%.0f', pause), 'c', captured, 'o', late)
if clock then redis.call('HSET', KEYS[2], 'clock', string.format('%.0f', clock)) end
if ARGV[4] == 'stop' then
  redis.call('HSET', KEYS[2], 'n', ARGV[3], 'stopped', '1')
else
  redis.call('HSET', KEYS[2], 'n', ARGV[3], 'end', tonumber(held[3]) + tonumber(ARGV[6]), 'at', now)
end
return {'added', credit - 1}`;

// KEYS take, gone, mailbox. ARGV take, reach (samples). The take begins after the last sample of older takes. After a stop
// the session is being continued: the entries left in the mailbox were served, and their stop would end the session again.
const OPEN_TAKE = `${REDIS_NOW}
if redis.call('EXISTS', KEYS[2]) == 1 then return {'gone'} end
local held = redis.call('HMGET', KEYS[1], 'take', 'end', 'stopped', 'n')
if held[1] and tonumber(held[1]) >= tonumber(ARGV[1]) then return {'superseded'} end
if held[1] then redis.call('HSET', KEYS[1], 'arrived:' .. held[1], held[4]) end
local dropped = held[3] == '1' and redis.call('DEL', KEYS[3]) or 0
local start = math.max(tonumber(held[2] or '0'), tonumber(ARGV[2]))
redis.call('HSET', KEYS[1], 'take', ARGV[1], 'n', 0, 'end', start, 'stopped', '0', 'at', now)
redis.call('PERSIST', KEYS[1])
return {'opened', start, dropped}`;

// KEYS take, gone. ARGV take, n, end (samples). Never moves a take backwards: anchored chunks need not come again.
const RESTORE_TAKE = `${REDIS_NOW}
if redis.call('EXISTS', KEYS[2]) == 1 then return {'gone'} end
local held = redis.call('HMGET', KEYS[1], 'take', 'n')
if held[1] and tonumber(held[1]) > tonumber(ARGV[1]) then return {'superseded'} end
if held[1] and tonumber(held[1]) == tonumber(ARGV[1]) and tonumber(held[2]) >= tonumber(ARGV[2]) then
  return {'held', tonumber(held[2])}
end
redis.call('HSET', KEYS[1], 'take', ARGV[1], 'n', ARGV[2], 'end', ARGV[3], 'stopped', '0', 'at', now)
return {'held', tonumber(ARGV[2])}`;

// KEYS mailbox, take, presence. ARGV take, seconds. A later take belongs to the session after it was continued: it is left alone.
const CLOSE = `
local held = redis.call('HGET', KEYS[2], 'take')
if held and tonumber(held) > tonumber(ARGV[1]) then return 0 end
redis.call('DEL', KEYS[1], KEYS[3])
redis.call('HSET', KEYS[2], 'stopped', '1')
redis.call('EXPIRE', KEYS[2], ARGV[2])
return 1`;

// KEYS take, gone. ARGV field, value, 1 to keep an existing value. Does nothing for a deleted session.
const REMEMBER = `
if redis.call('EXISTS', KEYS[2]) == 1 then return end
redis.call(ARGV[3] == '1' and 'HSETNX' or 'HSET', KEYS[1], ARGV[1], ARGV[2])`;

/** `kind`, then up to two numbers. The functions of redis/mailbox.ts document the kinds and numbers of each script. */
export type MailboxReply = [kind: string, first?: number, second?: number];

/** The commands that MAILBOX_SCRIPTS adds to a connection: keys, then arguments, in the order of each script. */
export interface MailboxCommands {
  interlineAppend(...args: (string | number | Uint8Array)[]): Promise<MailboxReply>;
  interlineOpenTake(...args: (string | number)[]): Promise<MailboxReply>;
  interlineRestoreTake(...args: (string | number)[]): Promise<MailboxReply>;
  interlineRemember(...args: (string | number)[]): Promise<null>;
  /** @returns 1 when the mailbox was closed, else 0 */
  interlineCloseMailbox(...args: (string | number)[]): Promise<number>;
}

export const MAILBOX_SCRIPTS = {
  interlineAppend: { numberOfKeys: 3, lua: APPEND },
  interlineOpenTake: { numberOfKeys: 3, lua: OPEN_TAKE },
  interlineRestoreTake: { numberOfKeys: 2, lua: RESTORE_TAKE },
  interlineRemember: { numberOfKeys: 2, lua: REMEMBER },
  interlineCloseMailbox: { numberOfKeys: 3, lua: CLOSE },
};
