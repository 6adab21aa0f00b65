import { ownerOf } from "#store/sessions";

/** Only the owner reads a session: its words, its state, that it exists. */
export async function mayRead(userId: string, sessionId: string): Promise<boolean> {
  return (await ownerOf(sessionId)) === userId;
}

/** Only the owner speaks in it, stops it, renames it and deletes it. */
export async function mayWrite(userId: string, sessionId: string): Promise<boolean> {
  return (await ownerOf(sessionId)) === userId;
}
