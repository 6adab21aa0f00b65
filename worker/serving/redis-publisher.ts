import { Emitter } from "@socket.io/redis-emitter";
import type { Redis } from "ioredis";
import type { Log } from "#platform/log";
import type { ServerToClientEvents } from "#protocol/messages";
import { createPublisher, type Publisher } from "#publishing/publisher";

/** Publishes from a worker straight to the rooms that the pages have joined. */
export function createRedisPublisher(redis: Redis, log: Log): Publisher {
  const emitter = new Emitter<ServerToClientEvents>({
    // The emitter ignores what publish returns.
    publish(channel: string, message: Uint8Array): void {
      redis
        .publish(channel, Buffer.from(message))
        .catch((err: unknown) => log.warn({ err }, "could not publish a message"));
    },
  });
  return createPublisher(emitter, () => redis.status === "ready");
}
