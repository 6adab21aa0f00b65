import type { Redis } from "ioredis";

/**
 * Joins all commands of a connection in one turn of the event loop into one write. Many sessions share a connection:
 * fewer system calls here, in Redis and at the receivers allow more sessions. A single command is sent in the same
 * turn.
 */
export function gatherWrites<Connection extends Redis>(redis: Connection): Connection {
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
