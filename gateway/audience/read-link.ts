import type { z } from "zod";
import type { IdentityFor } from "#access/event-rights";
import { mayHear, mayRead } from "#access/links/session-access";
import { changesWithin, viewWithin } from "#access/links/within-scope";
import type { Reading } from "#protocol/client-events";
import { pickLanguage, pickSecond } from "#protocol/pick-language";
import type { Ack } from "#protocol/refusal";
import { ReadLinkRequest } from "#protocol/requests";
import { controlRoom, languageRoom, linkRoom, originalRoom, outlineRoom } from "#protocol/rooms";
import type { PublicView } from "#protocol/session";
import type { Scope, WithinScope } from "#protocol/share";
import { readPresence } from "#redis/presence";
import { isNewView } from "#redis/readers";
import { stillValid } from "#store/links/share-links";
import { readChanges } from "#store/segments/changes";
import { readSession } from "#store/session/sessions";
import { answering, refuse } from "../answer";
import type { Gateway, GatewaySocket } from "../context";
import { expectRead } from "./expect-read";

type Reader = IdentityFor<"link:read">;
/** The languages that a reader reads. */
type Picked = Pick<Reading, "lang" | "second">;

/** Joins a reader's socket to the rooms of what it reads, then reads the stored session within the link's scope. */
export const onReadLink = answering("link:read", ReadLinkRequest, async (gateway, socket, request, identity) => {
  if (!identity.isUnlocked) return refuse({ kind: "password", isWrong: false });
  if (!gateway.audience.isSeated(socket.id)) expectRead(gateway.audience, socket);
  // A page of the product waits for the answer before it asks again.
  if (socket.data.isReading) return refuse({ kind: "too-many", limit: "requests", retryAfterSeconds: 1 });
  socket.data.isReading = true;
  try {
    return await readNow(gateway, socket, request, identity);
  } finally {
    socket.data.isReading = false;
  }
});

async function readNow(
  gateway: Gateway,
  socket: GatewaySocket,
  { wanted, second, since }: z.output<typeof ReadLinkRequest>,
  identity: Reader,
): Promise<Ack<Reading>> {
  const { linkId, sessionId, mayExport } = identity.grant;
  const { shared, redis } = gateway;
  const [scope, valid, session] = await Promise.all([
    mayRead(identity, sessionId),
    shared.links(linkId, () => stillValid([linkId])),
    shared.sessions(sessionId, () => readSession(sessionId)),
  ]);
  if (!scope || !valid.has(linkId) || !session) return refuse({ kind: "not-found" });
  const full = await takeSeat(gateway, socket, identity);
  if (full) return refuse({ kind: "too-many", ...full });

  const pick = (view: WithinScope<PublicView>): Picked => {
    const { sourceLang, targetLangs } = view;
    const lang = pickLanguage(wanted, { sourceLang, targetLangs, original: scope.original });
    return { lang, second: pickSecond(second, targetLangs, lang) };
  };
  const readIn = async (picked: Picked) => {
    // The socket may have closed during the query: its seat would never be freed.
    if (!socket.connected) return { picked, changes: null };
    gateway.audience.seat(socket.id, { sessionId, linkId, lang: picked.lang ?? "" });
    const langs = [picked.lang, picked.second].filter((lang) => lang !== null);
    await enterRooms(socket, identity, scope, langs);
    const within = { original: scope.original, langs };
    const changes = await shared.changes(JSON.stringify([sessionId, scope, langs, since]), async () => {
      const read = await readChanges(sessionId, since, within);
      return read && changesWithin(read, scope);
    });
    return { picked, changes };
  };
  const first = await readIn(pick(viewWithin(session, scope)));
  const there = first.changes ? pick(first.changes.session) : first.picked;
  const isSame = there.lang === first.picked.lang && there.second === first.picked.second;
  // The session's languages changed during the read: read again, so that the reader leaves the room of a removed language.
  const { picked, changes } = isSame ? first : await readIn(there);
  if (!changes) return refuse({ kind: "not-found" });
  const speaker = await shared.presences(sessionId, () => readPresence(redis, sessionId));
  const may = { original: scope.original, export: mayExport, hear: mayHear(identity) };
  return { ok: true, ...picked, may, speaker, changes };
}

/**
 * Counts the socket as a reader, or returns the limit that was reached. A socket that is counted stays counted, even above
 * the limit.
 */
async function takeSeat(gateway: Gateway, socket: GatewaySocket, { grant }: Reader) {
  const { audience, redis, limits, views } = gateway;
  const { linkId, sessionId } = grant;
  if (audience.isSeated(socket.id)) return null;
  const full = await audience.takeSeat(socket, { sessionId, linkId, lang: "" }, limits.read);
  if (full || !socket.connected) return full;
  const { viewId } = socket.data;
  if (viewId === null || (await isNewView(redis, sessionId, `${linkId} ${viewId}`))) views.count(linkId);
  return null;
}

async function enterRooms(
  socket: GatewaySocket,
  { grant }: Reader,
  scope: Scope,
  langs: readonly string[],
): Promise<void> {
  const { sessionId, linkId } = grant;
  const wanted = new Set([
    linkRoom(linkId),
    controlRoom(sessionId),
    scope.original ? originalRoom(sessionId) : outlineRoom(sessionId),
    ...langs.map((lang) => languageRoom(sessionId, lang)),
  ]);
  for (const room of socket.rooms) {
    if (room !== socket.id && !wanted.has(room)) await socket.leave(room);
  }
  await socket.join([...wanted]);
}
