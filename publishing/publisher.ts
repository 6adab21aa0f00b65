import type { ServerToClientEvents } from "#protocol/messages";
import { controlRoom, languageRoom, linkRoom, originalRoom, outlineRoom, ownerRoom, roomsOf } from "#protocol/rooms";
import type { SessionView } from "#protocol/session";
import { wordless } from "#protocol/transcript";

type EventName = keyof ServerToClientEvents;
type Message<E extends EventName> = Parameters<ServerToClientEvents[E]>[0];

/** The sockets of some rooms at every gateway. */
type Sockets = {
  /** Drops the message for a socket that cannot take it at once. */
  readonly volatile: Sockets;
  except(socketId: string): Sockets;
  emit(event: EventName, message?: object): unknown;
  socketsJoin(rooms: string[]): void;
  socketsLeave(rooms: string[]): void;
  disconnectSockets(close: boolean): void;
};

/** The Socket.IO server of a gateway, or the Socket.IO Redis emitter of a worker. */
export type Broadcaster = { to(room: string): Sockets };

/**
 * Sends each message about a session, its segments, translations and drafts to its rooms. Messages to single sockets, and
 * `readers`, are emitted by the gateway's own files.
 */
export type Publisher = {
  /** Sends the segment with its words to the original room, and without its words to the outline room. */
  segment(sessionId: string, message: Message<"segment">): void;
  translation(sessionId: string, message: Message<"translation">): void;
  draft(sessionId: string, draft: Message<"draft">["draft"]): void;
  head(sessionId: string, head: Message<"head">["head"]): void;
  /** Tells pages the rev of the last change of the segments. */
  latestSegment(sessionId: string, rev: number): void;
  /** Tells pages the rev of the last change in a language. */
  latestTranslation(sessionId: string, lang: string, rev: number): void;
  health(sessionId: string, health: Message<"health">["health"]): void;
  /**
   * Sends the session's own row to its owner. Readers learn only that it changed, and ask for the part that they may see.
   */
  session(change: { readonly session: SessionView; readonly rev: number }): void;
  /**
   * Tells the owner's pages the present take. Pages with a lower take stop speaking.
   * @param speakerSocketId the socket that began this take
   */
  take(sessionId: string, take: number, speakerSocketId?: string): void;
  speaker(sessionId: string, speaker: Message<"speaker">["speaker"]): void;
  /** Moves the owner's pages into the rooms of the session's languages. Readers ask again and are moved then. */
  ownerLanguages(sessionId: string, langs: readonly string[], removed: readonly string[]): void;
  /** Disconnects the readers of a link that was revoked. */
  revoked(linkId: string): void;
  /** Tells all pages that the session is deleted, takes them out of its rooms, and disconnects the readers of its links. */
  deleted(sessionId: string, langs: readonly string[], linkIds: readonly string[]): void;
};

/**
 * Each emit names one room, never several at once: the Redis adapter drops messages to a room that a gateway does not have,
 * undecoded.
 * @param isReady false while Redis is unavailable. Messages about stored changes then wait in the Redis client; drafts,
 * heads, revs and health are dropped, since newer ones follow.
 */
export function createPublisher(broadcaster: Broadcaster, isReady: () => boolean = () => true): Publisher {
  function send<E extends EventName>(room: string, event: E, ...message: Parameters<ServerToClientEvents[E]>): void {
    broadcaster.to(room).emit(event, ...message);
  }
  function sendIfReady<E extends EventName>(room: string, event: E, ...message: Parameters<ServerToClientEvents[E]>) {
    if (isReady()) send(room, event, ...message);
  }
  return {
    segment(sessionId, { segment, after }) {
      send(originalRoom(sessionId), "segment", { segment, after });
      send(outlineRoom(sessionId), "segment", { segment: wordless(segment), after });
    },
    translation(sessionId, { translation, after }) {
      send(languageRoom(sessionId, translation.lang), "translation", { translation, after });
    },
    draft(sessionId, draft) {
      if (draft.lang) return sendIfReady(languageRoom(sessionId, draft.lang), "draft", { draft });
      // A gateway may drop a volatile message that directly follows another one. A translated draft is sent only once, so
      // only drafts in the spoken language are volatile.
      if (isReady()) broadcaster.to(originalRoom(sessionId)).volatile.emit("draft", { draft });
    },
    head: (sessionId, head) => sendIfReady(controlRoom(sessionId), "head", { head }),
    latestSegment(sessionId, rev) {
      sendIfReady(originalRoom(sessionId), "latest", { rev });
      sendIfReady(outlineRoom(sessionId), "latest", { rev });
    },
    latestTranslation: (sessionId, lang, rev) => sendIfReady(languageRoom(sessionId, lang), "latest", { lang, rev }),
    health: (sessionId, health) => sendIfReady(ownerRoom(sessionId), "health", { health }),
    session({ session, rev }) {
      send(ownerRoom(session.id), "session", { session, rev });
      send(controlRoom(session.id), "changed", { rev });
    },
    take(sessionId, take, speakerSocketId) {
      const owner = broadcaster.to(ownerRoom(sessionId));
      (speakerSocketId === undefined ? owner : owner.except(speakerSocketId)).emit("take", { take });
    },
    speaker: (sessionId, speaker) => send(controlRoom(sessionId), "speaker", { speaker }),
    ownerLanguages(sessionId, langs, removed) {
      const owner = broadcaster.to(ownerRoom(sessionId));
      owner.socketsLeave(removed.map((lang) => languageRoom(sessionId, lang)));
      owner.socketsJoin(langs.map((lang) => languageRoom(sessionId, lang)));
    },
    revoked(linkId) {
      send(linkRoom(linkId), "gone");
      broadcaster.to(linkRoom(linkId)).disconnectSockets(true);
    },
    deleted(sessionId, langs, linkIds) {
      send(controlRoom(sessionId), "deleted");
      broadcaster.to(controlRoom(sessionId)).socketsLeave(roomsOf(sessionId, langs));
      for (const id of linkIds) broadcaster.to(linkRoom(id)).disconnectSockets(true);
    },
  };
}
