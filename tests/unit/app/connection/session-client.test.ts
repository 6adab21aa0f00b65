import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { AnswerOf } from "#app/connection/connection";
import { SessionClient } from "#app/connection/session-client";
import { atOnce, type Schedule } from "#app/connection/subscribers";
import { atRest } from "#protocol/health";
import { segmentsInOrder, sinceOf } from "#protocol/reduce";
import type { Changes, Segment, Since } from "#protocol/transcript";
import { StandInConnection } from "#testing/connection/stand-in-connection";

const SESSION = "a".repeat(22);

const segment = (seq: number, rev: number): Segment => ({
  seq,
  rev,
  kind: "speech",
  text: `Line ${seq}.`,
  lang: "en-US",
  startMs: seq * 1_000,
  endMs: seq * 1_000 + 900,
  confidence: null,
});

function changes(since: Since, rev: number, segments: Segment[]): AnswerOf<"session:join"> {
  const session: Changes["session"] = {
    id: SESSION,
    title: "",
    sourceLang: "en-US",
    targetLangs: ["es"],
    state: "live",
    failure: null,
    createdAt: "2026-11-23T23:00:00.000Z",
    endedAt: null,
  };
  const langs = session.targetLangs;
  const health = atRest({ backlog: {}, draftTranslations: true });
  return {
    ok: true,
    speaker: null,
    arrived: 0,
    health,
    changes: { since, rev, anchor: 0, session, langs, segments, translations: [] },
  };
}

function following(schedule: Schedule = atOnce) {
  const connection = new StandInConnection();
  const client = new SessionClient({ connection, sessionId: SESSION, schedule, now: () => 42 });
  return { connection, client, now: client.getSnapshot };
}

const sincesOf = (connection: StandInConnection) =>
  connection.asked.map(({ request }) => (request as { since: Since }).since);

/** Answers the last join and runs its consequences. */
async function answer(connection: StandInConnection, ack: AnswerOf<"session:join"> | null): Promise<void> {
  connection.asked.at(-1)?.answer(ack);
  await vi.advanceTimersByTimeAsync(0);
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("health comes with the answer to `session:join` until a worker serves, then from the worker", async () => {
  const { connection, now } = following();
  connection.become("connected");
  await answer(connection, changes(0, 0, []));
  expect(now().health).toMatchObject({ recogniser: "resting", commitLagMs: null, draftTranslations: true });
  const served = { ...atRest({ backlog: { es: 2 }, draftTranslations: false }), recogniser: "ok" };
  connection.tell("health", { health: served });
  connection.become("offline");
  connection.become("connected");
  await answer(connection, changes(0, 0, []));
  expect(now().health).toEqual(served);
});

test("the languages of shown drafts are reported when they change, and again after a reconnect", async () => {
  const { connection, client } = following();
  connection.become("connected");
  client.showDraftsIn(["es"]);
  await answer(connection, changes(0, 0, []));
  await answer(connection, changes(0, 0, []));
  client.showDraftsIn(["es"]);
  connection.become("offline");
  connection.become("connected");
  const said = connection.asked.map(({ request }) => (request as { drafts?: string[] }).drafts);
  expect(said).toEqual([undefined, ["es"], ["es"]]);
});

test("a client joins as soon as it is connected, and requests the changes since then after a reconnect", async () => {
  const { connection, now } = following();
  expect(now()).toMatchObject({ connection: "connecting", access: "joining", lastHeardAt: null });
  connection.become("connected");
  await answer(connection, changes(0, 3, [segment(1, 3)]));
  expect(now()).toMatchObject({ connection: "connected", access: "joined", lastHeardAt: 42 });
  connection.become("offline");
  connection.become("connected");
  expect(sincesOf(connection)).toEqual([{}, { "": 3, es: 3 }]);
  await answer(connection, changes(3, 4, [segment(2, 4)]));
  expect(segmentsInOrder(now().transcript).map(({ seq }) => seq)).toEqual([1, 2]);
});

test("a snapshot in pages is read to its end at once", async () => {
  const { connection, now } = following();
  connection.become("connected");
  const page = (since: Since, rev: number, seq: number) => {
    const answered = changes(since, rev, [segment(seq, rev)]);
    return answered.ok ? { ...answered, changes: { ...answered.changes, more: true as const } } : answered;
  };
  await answer(connection, page({}, 3, 1));
  await answer(connection, page({ "": 3, es: 3 }, 5, 2));
  await answer(connection, changes({ "": 5, es: 5 }, 7, [segment(3, 7)]));
  expect(sincesOf(connection)).toEqual([{}, { "": 3, es: 3 }, { "": 5, es: 5 }]);
  expect(segmentsInOrder(now().transcript).map(({ seq }) => seq)).toEqual([1, 2, 3]);
});

test("behind the head, a client waits a moment for the event, and requests changes only if it does not arrive", async () => {
  const { connection } = following();
  connection.become("connected");
  await answer(connection, changes(0, 1, []));
  connection.latest(2);
  await vi.advanceTimersByTimeAsync(250);
  connection.tell("segment", { segment: segment(1, 2), after: 1 });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(connection.asked).toHaveLength(1);
  connection.latest(3);
  await vi.advanceTimersByTimeAsync(300);
  expect(sincesOf(connection)).toEqual([{}, { "": 2, es: 1 }]);
});

test("an event after a hole reveals the hole without a head", async () => {
  const { connection, now } = following();
  connection.become("connected");
  await answer(connection, changes(0, 1, []));
  connection.tell("segment", { segment: segment(2, 3), after: 2 });
  await vi.advanceTimersByTimeAsync(300);
  expect(sincesOf(connection).at(-1)).toEqual({ "": 1, es: 1 });
  await answer(connection, changes({ "": 1, es: 1 }, 3, [segment(1, 2), segment(2, 3)]));
  expect(sinceOf(now().transcript)).toEqual({ "": 3, es: 3 });
});

test("messages that cannot be parsed change nothing, and are counted and reported together", async () => {
  const { connection, now } = following();
  connection.become("connected");
  connection.tell("segment", { segment: { seq: "one" } });
  connection.tell("draft", {});
  connection.tell("draft", {});
  expect(now().transcript.segments.size).toBe(0);
  expect(connection.reported).toEqual([]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(connection.reported).toEqual([
    { event: "segment", count: 1 },
    { event: "draft", count: 2 },
  ]);
});

test("counts that could not be reported are reported after the reconnect", async () => {
  const { connection } = following();
  connection.tell("draft", {});
  await vi.advanceTimersByTimeAsync(1_000);
  connection.become("connected");
  connection.tell("draft", {});
  await vi.advanceTimersByTimeAsync(1_000);
  expect(connection.reported).toEqual([{ event: "draft", count: 2 }]);
});

test("a page that gets `outdated` is outdated", () => {
  const { connection, now } = following();
  expect(now().isOutdated).toBe(false);
  connection.tell("outdated");
  expect(now().isOutdated).toBe(true);
});

test("a session that is not found is requested once", async () => {
  const { connection, now } = following();
  connection.become("connected");
  await answer(connection, { ok: false, refusal: { kind: "not-found" } });
  expect(now().access).toBe("not-found");
  connection.become("offline");
  connection.become("connected");
  await vi.advanceTimersByTimeAsync(5_000);
  expect(connection.asked).toHaveLength(1);
});

test("an unavailable gateway is asked again", async () => {
  const { connection, now } = following();
  connection.become("connected");
  await answer(connection, { ok: false, refusal: { kind: "unavailable" } });
  await vi.advanceTimersByTimeAsync(1_000);
  await answer(connection, changes(0, 1, []));
  expect(now().access).toBe("joined");
});

test("a join without an answer resets the connection", async () => {
  const { connection } = following();
  connection.become("connected");
  await vi.advanceTimersByTimeAsync(5_000);
  expect(connection.resets).toBe(1);
});

test("a deleted session leaves nothing on the page, also if an event arrives later", async () => {
  const { connection, now } = following();
  connection.become("connected");
  await answer(connection, changes(0, 1, [segment(1, 1)]));
  connection.tell("deleted", {});
  connection.tell("segment", { segment: segment(2, 2), after: 1 });
  expect(now()).toMatchObject({ access: "deleted", transcript: { session: null } });
  expect(now().transcript.segments.size).toBe(0);
});

test("the highest take is kept", () => {
  const { connection, now } = following();
  connection.tell("take", { take: 3 });
  connection.tell("take", { take: 2 });
  expect(now().take).toBe(3);
});

test("many changes notify subscribers once; the snapshot is a new object, and the old one does not change", () => {
  const flushes: (() => void)[] = [];
  const { connection, client, now } = following((flush) => flushes.push(flush));
  const heard = vi.fn();
  client.subscribe(heard);
  const before = now();
  for (let rev = 1; rev <= 5; rev += 1) connection.tell("segment", { segment: segment(rev, rev), after: rev - 1 });
  expect(flushes).toHaveLength(1);
  flushes[0]?.();
  expect(heard).toHaveBeenCalledTimes(1);
  expect(now()).not.toBe(before);
  expect(before.transcript.segments.size).toBe(0);
  expect(now()).toBe(now());
});

test("a closed client ignores messages and sends no request", async () => {
  const { connection, client, now } = following();
  client.close();
  connection.become("connected");
  connection.tell("segment", { segment: segment(1, 1), after: 0 });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(connection.asked).toHaveLength(0);
  expect(now().transcript.segments.size).toBe(0);
});

test("of a long session that is read in pages, the page is told of the first, of the last, and of one a second", async () => {
  const { connection, now } = following();
  const page = (rev: number, more: boolean): AnswerOf<"session:join"> => {
    const answered = changes(0, rev, [segment(rev, rev)]);
    return answered.ok && more ? { ...answered, changes: { ...answered.changes, more: true } } : answered;
  };
  const told = () => [
    segmentsInOrder(now().transcript)
      .map(({ seq }) => seq)
      .at(-1),
    now().isWhole,
  ];
  connection.become("connected");
  await answer(connection, page(1, true));
  expect(told()).toEqual([1, false]);
  await answer(connection, page(2, true));
  expect(told()).toEqual([1, false]);
  await answer(connection, page(3, false));
  expect(told()).toEqual([3, true]);
});

test("a session that the server rendered is read from there on", async () => {
  const connection = new StandInConnection();
  const rendered = changes(0, 7, [segment(1, 7)]);
  if (!rendered.ok) throw new Error("refused");
  const client = new SessionClient({ connection, sessionId: SESSION, initial: rendered.changes, schedule: atOnce });
  expect(segmentsInOrder(client.getSnapshot().transcript)).toHaveLength(1);
  connection.become("connected");
  expect(sincesOf(connection)).toEqual([{ "": 7, es: 7 }]);
});
