/**
 * The rooms of a session. What a socket may see decides what it joins: everybody the control room
 * (which holds no words), the owner the owner's, and whoever reads the original or the outline and
 * the languages that are within its grant.
 */
export function controlRoom(sessionId: string): string {
  return `session:${sessionId}:control`;
}

/** What only the owner may know: the session's row, takes, who reads. */
export function ownerRoom(sessionId: string): string {
  return `session:${sessionId}:owner`;
}

export function originalRoom(sessionId: string): string {
  return `session:${sessionId}:original`;
}

/** The lines without their words, for those who read only translations. */
export function outlineRoom(sessionId: string): string {
  return `session:${sessionId}:outline`;
}

export function languageRoom(sessionId: string, lang: string): string {
  return `session:${sessionId}:in:${lang}`;
}

/** Everybody who came by one link. */
export function linkRoom(linkId: string): string {
  return `link:${linkId}`;
}

const LANGUAGE_ROOM = /^session:(?<sessionId>[^:]+):in:(?<lang>.+)$/;

/** Whose language a room is; null for the other rooms. */
export function readLanguageRoom(room: string): { sessionId: string; lang: string } | null {
  const { sessionId, lang } = LANGUAGE_ROOM.exec(room)?.groups ?? {};
  return sessionId && lang ? { sessionId, lang } : null;
}

/** Every room of a session. */
export function roomsOf(sessionId: string, languages: readonly string[]): string[] {
  const all = [controlRoom, ownerRoom, originalRoom, outlineRoom].map((room) => room(sessionId));
  return [...all, ...languages.map((lang) => languageRoom(sessionId, lang))];
}
