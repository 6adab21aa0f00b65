import type { Redis } from "ioredis";

/**
 * Sends what a connection is asked in one turn of the event loop in one piece. Many sessions share
 * it: the fewer the system calls, here, in Redis and at whoever Redis tells, the more sessions. A
 * lone command leaves in the same turn.
 */
export function gatherWrites(redis: Redis): Redis {
  const gather = (): void => {
    const { stream } = redis;
    const write = stream.write.bind(stream) as typeof stream.write;
    let isGathering = false;
    stream.write = ((...args: Parameters<typeof stream.write>) => {
      if (!isGathering) {
        isGathering = true;
        stream.cork();
        setImmediate(() => {
          isGathering = false;
          stream.uncork();
        });
      }
      return write(...args);
    }) as typeof stream.write;
  };
  redis.on("connect", gather);
  return redis;
}
