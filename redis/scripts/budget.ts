// Counts in all windows or in none, so that a refused amount spends nothing of any budget. KEYS one per window. ARGV
// amount, 1 to count it, share, share from which to warn, then limits, then lengths (ms). A window that refuses an amount
// is set to its limit, even if a smaller amount would fit, so that it is shown as used up. A single amount above a whole
// limit passes once per window. Otherwise it would never pass.
const SPEND = `
local amount = tonumber(ARGV[1])
local before, longest = {}, -1
for i, key in ipairs(KEYS) do
  before[i] = tonumber(redis.call('GET', key) or '0')
  if before[i] > 0 and before[i] + amount > tonumber(ARGV[4 + i]) * tonumber(ARGV[3]) then
    longest = math.max(longest, redis.call('PTTL', key))
    if ARGV[2] == '1' and tonumber(ARGV[3]) == 1 and before[i] < tonumber(ARGV[4 + i]) then
      redis.call('SET', key, ARGV[4 + i], 'KEEPTTL')
    end
  end
end
if longest >= 0 then return {longest} end
local low = {-1}
if ARGV[2] ~= '1' then return low end
for i, key in ipairs(KEYS) do
  redis.call('INCRBY', key, amount)
  if before[i] == 0 then redis.call('PEXPIRE', key, ARGV[4 + #KEYS + i]) end
  local bound = tonumber(ARGV[4 + i]) * tonumber(ARGV[4])
  if before[i] < bound and before[i] + amount >= bound then table.insert(low, i) end
end
return low`;

// KEYS one per window. ARGV amount. Does not recreate a window that has ended in the meantime.
const GIVE_BACK = `
for _, key in ipairs(KEYS) do
  if redis.call('EXISTS', key) == 1 then redis.call('DECRBY', key, ARGV[1]) end
end`;

// KEYS pairs: the window of the old person, the window of the new person. The later of two ends counts.
const MOVE = `
for i = 1, #KEYS, 2 do
  local spent = redis.call('GET', KEYS[i])
  if spent then
    local ends = math.max(redis.call('PTTL', KEYS[i]), redis.call('PTTL', KEYS[i + 1]))
    redis.call('INCRBY', KEYS[i + 1], spent)
    redis.call('PEXPIRE', KEYS[i + 1], ends)
    redis.call('DEL', KEYS[i])
  end
end`;

/** The commands that BUDGET_SCRIPTS adds to a connection: the number of keys, keys, arguments, in the order of each script. */
export interface BudgetCommands {
  /** @returns ms until a refusing window ends, or -1 and the numbers (from 1) of the windows that became low */
  interlineSpend(...args: (string | number)[]): Promise<number[]>;
  interlineGiveBack(...args: (string | number)[]): Promise<null>;
  interlineMoveSpending(...args: (string | number)[]): Promise<null>;
}

export const BUDGET_SCRIPTS = {
  interlineSpend: { lua: SPEND },
  interlineGiveBack: { lua: GIVE_BACK },
  interlineMoveSpending: { lua: MOVE },
};
