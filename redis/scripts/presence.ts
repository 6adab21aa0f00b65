// KEYS presence. ARGV socket, state. Only the socket that spoke last may change the state.
const CHANGE = `
if redis.call('HGET', KEYS[1], 'by') ~= ARGV[1] then return 0 end
if redis.call('HGET', KEYS[1], 'is') == ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], 'is', ARGV[2])
return 1`;

/** The command that PRESENCE_SCRIPTS adds to a connection. */
export interface PresenceCommands {
  /** @returns 1 when the presence changed, else 0 */
  interlineChangePresence(...args: string[]): Promise<number>;
}

export const PRESENCE_SCRIPTS = { interlineChangePresence: { numberOfKeys: 1, lua: CHANGE } };
