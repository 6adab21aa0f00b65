/**
 * The rooms of a session. What a socket may see decides what it joins: everybody the control room
 * (which holds no words), then the original and each language that is within its grant.
 */
export function controlRoom(sessionId: string): string {
  return `session:${sessionId}:control`;
}

export function originalRoom(sessionId: string): string {
  return `session:${sessionId}:original`;
}

export function languageRoom(sessionId: string, lang: string): string {
  return `session:${sessionId}:in:${lang}`;
}
