import { WAV_HEAD_BYTES } from "#protocol/sound";
import type { Person } from "../people/person";

/** Requests a session's stored sound as its owner. */
export function askSound(
  url: string,
  person: Person,
  sessionId: string,
  query = "",
  range?: string,
): Promise<Response> {
  return fetch(`${url}/api/sessions/${sessionId}/sound${query}`, {
    headers: { cookie: person.cookie, ...(range !== undefined && { range }) },
  });
}

/** A session's stored sound, decoded by the server. */
export async function readSamples(url: string, person: Person, sessionId: string): Promise<Int16Array> {
  const answer = await askSound(url, person, sessionId, "?format=wav");
  if (answer.status !== 200) throw new Error(`the sound was answered with ${answer.status}`);
  const file = await answer.arrayBuffer();
  return new Int16Array(file.slice(WAV_HEAD_BYTES));
}
