/**
 * The rooms of a session. A socket joins the rooms that it may read: every socket the control room (which holds no
 * words), the owner the owner's room, and readers the original or the outline, and the languages within their link's
 * scope.
 */
export function controlRoom(sessionId: string): string {
  return `session:${sessionId}:control`;
}

/** For the owner alone: the session's row, takes, presence of readers. */
export function ownerRoom(sessionId: string): string {
  return `session:${sessionId}:owner`;
}

export function originalRoom(sessionId: string): string {
  return `session:${sessionId}:original`;
}

/** The segments without their words, for readers of translations only. */
export function outlineRoom(sessionId: string): string {
  return `session:${sessionId}:outline`;
}

export function languageRoom(sessionId: string, lang: string): string {
  return `session:${sessionId}:in:${lang}`;
}

/** All readers of one link. */
export function linkRoom(linkId: string): string {
  return `link:${linkId}`;
}

const LANGUAGE_ROOM = /^session:(?<sessionId>[^:]+):in:(?<lang>.+)$/;

/** The session and language of a language room; null for other rooms. */
export function readLanguageRoom(room: string): { sessionId: string; lang: string } | null {
  const { sessionId, lang } = LANGUAGE_ROOM.exec(room)?.groups ?? {};
  return sessionId && lang ? { sessionId, lang } : null;
}

/** Every room of a session. */
export function roomsOf(sessionId: string, languages: readonly string[]): string[] {
  const all = [controlRoom, ownerRoom, originalRoom, outlineRoom].map((room) => room(sessionId));
  return [...all, ...languages.map((lang) => languageRoom(sessionId, lang))];
}
