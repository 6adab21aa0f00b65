import { Emitter } from "@socket.io/redis-emitter";
import type { Redis } from "ioredis";
import type { Log } from "#platform/log";
import type { ServerToClientEvents } from "#protocol/messages";
import { controlRoom, languageRoom, originalRoom } from "#protocol/rooms";
import type { Draft, Head, Segment, Translation } from "#protocol/transcript";
import type { StateChange } from "#store/states";

/** Straight to the rooms that the pages listen in: no callback, no second hop. */
export type Publisher = {
  segment(sessionId: string, segment: Segment): void;
  translation(sessionId: string, translation: Translation): void;
  draft(sessionId: string, draft: Draft): void;
  head(sessionId: string, head: Head): void;
  session(change: StateChange): void;
};

/**
 * What is stored waits for Redis when it is away; drafts and heads are not kept, since newer ones follow.
 * Each message goes to exactly one room: the adapter drops those of other gateways undecoded.
 */
export function createPublisher(redis: Redis, log: Log): Publisher {
  const emitter = new Emitter<ServerToClientEvents>({
    // The emitter does not look at what publish returns.
    publish(channel: string, message: Uint8Array): void {
      redis.publish(channel, Buffer.from(message)).catch((err: unknown) => log.warn({ err }, "not published"));
    },
  });
  const isReady = () => redis.status === "ready";
  return {
    segment(sessionId, segment) {
      emitter.to(originalRoom(sessionId)).emit("segment", { sessionId, segment });
    },
    translation(sessionId, translation) {
      emitter.to(languageRoom(sessionId, translation.lang)).emit("translation", { sessionId, translation });
    },
    draft(sessionId, draft) {
      const room = draft.lang ? languageRoom(sessionId, draft.lang) : originalRoom(sessionId);
      if (isReady()) emitter.to(room).volatile.emit("draft", { sessionId, draft });
    },
    head(sessionId, head) {
      if (isReady()) emitter.to(controlRoom(sessionId)).emit("head", { sessionId, head });
    },
    session({ session, rev }) {
      emitter.to(controlRoom(session.id)).emit("session", { sessionId: session.id, session, rev });
    },
  };
}
