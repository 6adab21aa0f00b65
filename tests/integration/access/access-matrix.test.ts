import { afterAll, beforeAll, expect, test } from "vitest";
import type { EventName } from "#access/event-rights";
import { socketEvents } from "#testing/entry-points";
import { signIn } from "#testing/people/person";
import { chunkSaying } from "#testing/scripted/sound";
import { RawSocket } from "#testing/stack/raw-socket";
import { share } from "#testing/stack/reader";
import { stackFixture } from "#testing/stack/stack-fixture";

const fixture = stackFixture({ web: 1, workers: 1 });
const { url } = fixture;

type Known = { readonly sessionId: string; readonly take: number; readonly linkId: string };
type Who = "owner" | "other" | "link" | "smaller" | "locked";
/** `ok`, or the kind of the refusal. */
type Row = { readonly asks: (known: Known) => object } & Readonly<Record<Who, string>>;

const readers = { link: "unauthenticated", smaller: "unauthenticated", locked: "unauthenticated" };
const owners = { owner: "ok", other: "not-found", ...readers };
const speakers = { owner: "ok", other: "not-speaking", ...readers };
const users = { owner: "unauthenticated", other: "unauthenticated" };

/** The `seq` of the first of five segments that are stored before the first request. */
const LINE = 1_000;

/** Every event, in an order in which the owner of the session can send all of them. */
const ROWS: Record<EventName, Row> = {
  "session:start": { asks: () => ({ sourceLang: "en-US", targetLangs: ["es"] }), ...owners, other: "ok" },
  "session:join": { asks: ({ sessionId }) => ({ sessionId, since: 0 }), ...owners },
  speak: { asks: ({ sessionId, take }) => ({ sessionId, take }), ...owners },
  chunk: { asks: ({ take }) => ({ take, n: 1, sound: chunkSaying(1) }), ...speakers },
  lost: { asks: ({ take }) => ({ take, from: 2, to: 2 }), ...speakers },
  pause: { asks: () => ({ isPaused: true }), ...speakers },
  "session:speak-in": { asks: ({ sessionId }) => ({ sessionId, lang: "en-US" }), ...owners },
  "session:translate-into": { asks: ({ sessionId }) => ({ sessionId, targetLangs: ["es", "ca"] }), ...owners },
  "session:translate-drafts": { asks: ({ sessionId }) => ({ sessionId, isOn: true }), ...owners },
  "segment:correct": { asks: ({ sessionId }) => ({ sessionId, seq: LINE, expected: 0, text: "x" }), ...owners },
  "segment:earlier-texts": { asks: ({ sessionId }) => ({ sessionId, seq: LINE }), ...owners },
  "segment:uncertain-words": { asks: ({ sessionId }) => ({ sessionId, fromSeq: LINE }), ...owners },
  "segment:split": { asks: ({ sessionId }) => ({ sessionId, seq: LINE + 1, expected: 0, at: 4 }), ...owners },
  "segment:merge": {
    asks: ({ sessionId }) => ({ sessionId, seq: LINE + 2, expected: 0, next: { seq: LINE + 3, expected: 0 } }),
    ...owners,
  },
  "segment:delete": { asks: ({ sessionId }) => ({ sessionId, seq: LINE + 4, expected: 0 }), ...owners },
  "link:create": { asks: ({ sessionId }) => ({ sessionId }), ...owners },
  "link:list": { asks: ({ sessionId }) => ({ sessionId }), ...owners },
  "link:label": { asks: ({ linkId }) => ({ linkId, label: "x" }), ...owners },
  "link:give-code": { asks: ({ linkId }) => ({ linkId, isOn: true }), ...owners },
  "link:revoke": { asks: ({ linkId }) => ({ linkId }), ...owners },
  "link:restore": { asks: ({ linkId }) => ({ linkId }), ...owners },
  "link:unlock": { asks: () => ({ password: "wrong" }), ...users, link: "ok", smaller: "ok", locked: "password" },
  "link:read-code": { asks: () => ({}), ...users, link: "ok", smaller: "ok", locked: "password" },
  "link:read": {
    asks: () => ({ wanted: ["ca", "es"], since: 0 }),
    ...users,
    link: "ok",
    smaller: "ok",
    locked: "password",
  },
  // It is live already, as for the second of two pages that continue it.
  "session:continue": { asks: ({ sessionId }) => ({ sessionId }), ...owners },
  stop: { asks: ({ sessionId }) => ({ sessionId }), ...owners },
  "sound:stop": { asks: ({ sessionId }) => ({ sessionId }), ...owners },
  "sound:delete": { asks: ({ sessionId }) => ({ sessionId }), ...owners },
  "session:delete": { asks: ({ sessionId }) => ({ sessionId }), ...owners },
  "admin:overview": { asks: () => ({ sessions: 10 }), ...owners, owner: "not-found" },
  "admin:block": { asks: () => ({ userId: "x", isBlocked: true }), ...owners, owner: "not-found" },
  "admin:delete-person": { asks: () => ({ userId: "x" }), ...owners, owner: "not-found" },
  // Last: it deletes the person who sends it.
  "person:delete-own": { asks: () => ({ what: "everything" }), ...owners, other: "ok" },
};

test("every event of the gateway and of the protocol has a row in this matrix", () => {
  const rows = Object.keys(ROWS).sort();
  expect(socketEvents()).toEqual({ answered: rows, promised: rows });
});

let known: Known;
let sockets: Record<Who, RawSocket>;
const dead: string[] = [];
beforeAll(async () => {
  const [owner, other] = [
    await RawSocket.connect(url(), (await signIn(url())).token),
    await RawSocket.connect(url(), (await signIn(url())).token),
  ];
  const { sessionId, take } = await owner.speakInNew(["es", "ca"]);
  const [link, smaller, locked, spare, revoked, expired] = [
    await share(owner, sessionId),
    await share(owner, sessionId, { original: false, langs: ["es"] }),
    await share(owner, sessionId, { password: "sal y agua" }),
    await share(owner, sessionId),
    await share(owner, sessionId),
    await share(owner, sessionId),
  ];
  await owner.ask("link:revoke", { linkId: revoked.id });
  await fixture.stack.database.query("UPDATE share_link SET expires_at = now() WHERE id = $1", [expired.id]);
  await fixture.stack.database.query(
    `INSERT INTO segment (session_id, seq, text, lang, start_ms, end_ms, epoch, rev)
      SELECT $1, seq, 'said here', 'en-US', 0, 900, 1, 0 FROM generate_series($2::int, $2::int + 4) seq`,
    [sessionId, LINE],
  );
  dead.push(revoked.token, expired.token, "A".repeat(32));
  known = { sessionId, take, linkId: spare.id };
  const by = ({ token }: { token: string }) => RawSocket.read(url(), { link: token });
  sockets = { owner, other, link: await by(link), smaller: await by(smaller), locked: await by(locked) };
});
afterAll(() => {
  for (const socket of Object.values(sockets)) socket.close();
});

test("a client without a sign-in and without a valid link reaches no event", async () => {
  expect(await RawSocket.open(url(), {})).toBe("unauthenticated");
  for (const link of dead) expect(await RawSocket.open(url(), { link })).toBe("not-found");
});

// The owner comes last: its requests end the session.
test.each(["other", "locked", "link", "smaller", "owner"] as const)(
  "identity %s gets the answers of the table",
  async (who) => {
    const told: Record<string, string> = {};
    for (const [event, { asks }] of Object.entries(ROWS)) {
      const answer = await sockets[who].ask(event, asks(known));
      told[event] = answer.ok ? "ok" : (answer.refusal?.kind ?? "nothing");
      if (event === "link:read" && answer.ok)
        expect(langsOf(answer)).toEqual(who === "smaller" ? ["es"] : ["es", "ca"]);
    }
    expect(told).toEqual(Object.fromEntries(Object.entries(ROWS).map(([event, row]) => [event, row[who]])));
  },
);

function langsOf({ changes }: { readonly [more: string]: unknown }): string[] {
  return (changes as { session: { targetLangs: string[] } }).session.targetLangs;
}
