import { Emitter } from "@socket.io/redis-emitter";
import type { Redis } from "ioredis";
import type { Log } from "#platform/log";
import type { Health } from "#protocol/health";
import type { ServerToClientEvents } from "#protocol/messages";
import { controlRoom, languageRoom, linkRoom, originalRoom, outlineRoom, ownerRoom, roomsOf } from "#protocol/rooms";
import { type Draft, type Head, type Segment, wordless } from "#protocol/transcript";
import type { Placed } from "#store/session/room-revs";
import type { StateChange } from "#store/session/states";
import type { PlacedTranslation } from "#store/translations/translations";

/** Straight to the rooms that the pages listen in: no callback, no second hop. */
export type Publisher = {
  segment(sessionId: string, segment: Placed<{ readonly segment: Segment }>): void;
  translation(sessionId: string, translation: PlacedTranslation): void;
  draft(sessionId: string, draft: Draft): void;
  /** The state of things. */
  head(sessionId: string, head: Head): void;
  /** The rev of the last change of the lines. */
  latestLine(sessionId: string, rev: number): void;
  /** The rev of the last change in a language. */
  latestTranslation(sessionId: string, lang: string, rev: number): void;
  health(sessionId: string, health: Health): void;
  session(change: StateChange): void;
  /** Tells the pages that a session is gone, and takes them out of its rooms. */
  deleted(sessionId: string, languages: readonly string[], linkIds: readonly string[]): void;
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
    segment(sessionId, { segment, after }) {
      emitter.to(originalRoom(sessionId)).emit("segment", { segment, after });
      emitter.to(outlineRoom(sessionId)).emit("segment", { segment: wordless(segment), after });
    },
    translation(sessionId, { translation, after }) {
      emitter.to(languageRoom(sessionId, translation.lang)).emit("translation", { translation, after });
    },
    draft(sessionId, draft) {
      const room = draft.lang ? languageRoom(sessionId, draft.lang) : originalRoom(sessionId);
      if (!isReady()) return;
      // A gateway drops a volatile message that follows another at once, and a translated one comes only once.
      const readers = draft.lang ? emitter.to(room) : emitter.to(room).volatile;
      readers.emit("draft", { draft });
    },
    head(sessionId, head) {
      if (isReady()) emitter.to(controlRoom(sessionId)).emit("head", { head });
    },
    latestLine(sessionId, rev) {
      if (!isReady()) return;
      emitter.to(originalRoom(sessionId)).emit("latest", { rev });
      emitter.to(outlineRoom(sessionId)).emit("latest", { rev });
    },
    latestTranslation(sessionId, lang, rev) {
      if (isReady()) emitter.to(languageRoom(sessionId, lang)).emit("latest", { lang, rev });
    },
    health(sessionId, health) {
      if (isReady()) emitter.to(ownerRoom(sessionId)).emit("health", { health });
    },
    session({ session, rev }) {
      emitter.to(ownerRoom(session.id)).emit("session", { session, rev });
      emitter.to(controlRoom(session.id)).emit("changed", { rev });
    },
    deleted(sessionId, languages, linkIds) {
      emitter.to(controlRoom(sessionId)).emit("deleted");
      emitter.in(controlRoom(sessionId)).socketsLeave(roomsOf(sessionId, languages));
      for (const id of linkIds) emitter.in(linkRoom(id)).disconnectSockets(true);
    },
  };
}
