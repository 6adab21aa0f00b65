import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { AnswerOf } from "#app/connection/connection";
import { SessionClient } from "#app/connection/session-client";
import { atOnce, type Schedule } from "#app/connection/subscribers";
import { atRest } from "#protocol/health";
import { lines, sinceOf } from "#protocol/reduce";
import type { Changes, Segment, Since } from "#protocol/transcript";
import { PlayedLine } from "#testing/played-line";

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

function changes(since: Since, rev: number, segments: Segment[]): AnswerOf<"join"> {
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
    health,
    changes: { since, rev, anchor: 0, session, langs, segments, translations: [] },
  };
}

function following(schedule: Schedule = atOnce) {
  const line = new PlayedLine();
  const client = new SessionClient({ line, sessionId: SESSION, schedule, now: () => 42 });
  return { line, client, now: client.getSnapshot };
}

const sincesOf = (line: PlayedLine) => line.asked.map(({ request }) => (request as { since: Since }).since);

/** Answers the last join and lets everything that follows from it happen. */
async function answer(line: PlayedLine, ack: AnswerOf<"join"> | null): Promise<void> {
  line.asked.at(-1)?.answer(ack);
  await vi.advanceTimersByTimeAsync(0);
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("how it goes stands there before anybody serves, and whoever serves says otherwise", async () => {
  const { line, now } = following();
  line.become("connected");
  await answer(line, changes(0, 0, []));
  expect(now().health).toMatchObject({ recogniser: "resting", commitLagMs: null, draftTranslations: true });
  const served = { ...atRest({ backlog: { es: 2 }, draftTranslations: false }), recogniser: "ok" };
  line.tell("health", { health: served });
  line.become("offline");
  line.become("connected");
  await answer(line, changes(0, 0, []));
  expect(now().health).toEqual(served);
});

test("it says in which languages drafts are shown, again after a reconnect, and only what is new", async () => {
  const { line, client } = following();
  line.become("connected");
  client.showDraftsIn(["es"]);
  await answer(line, changes(0, 0, []));
  await answer(line, changes(0, 0, []));
  client.showDraftsIn(["es"]);
  line.become("offline");
  line.become("connected");
  const said = line.asked.map(({ request }) => (request as { drafts?: string[] }).drafts);
  expect(said).toEqual([undefined, ["es"], ["es"]]);
});

test("it joins as soon as it is connected, and after every reconnect asks for what came since", async () => {
  const { line, now } = following();
  expect(now()).toMatchObject({ connection: "connecting", access: "joining", lastHeardAt: null });
  line.become("connected");
  await answer(line, changes(0, 3, [segment(1, 3)]));
  expect(now()).toMatchObject({ connection: "connected", access: "joined", lastHeardAt: 42 });
  line.become("offline");
  line.become("connected");
  expect(sincesOf(line)).toEqual([{}, { "": 3, es: 3 }]);
  await answer(line, changes(3, 4, [segment(2, 4)]));
  expect(lines(now().transcript).map(({ seq }) => seq)).toEqual([1, 2]);
});

test("a snapshot that comes in pages is read to its end at once", async () => {
  const { line, now } = following();
  line.become("connected");
  const page = (since: Since, rev: number, seq: number) => {
    const answered = changes(since, rev, [segment(seq, rev)]);
    return answered.ok ? { ...answered, changes: { ...answered.changes, more: true as const } } : answered;
  };
  await answer(line, page({}, 3, 1));
  await answer(line, page({ "": 3, es: 3 }, 5, 2));
  await answer(line, changes({ "": 5, es: 5 }, 7, [segment(3, 7)]));
  expect(sincesOf(line)).toEqual([{}, { "": 3, es: 3 }, { "": 5, es: 5 }]);
  expect(lines(now().transcript).map(({ seq }) => seq)).toEqual([1, 2, 3]);
});

test("behind the head, it waits a moment for the event, and asks only when that does not come", async () => {
  const { line } = following();
  line.become("connected");
  await answer(line, changes(0, 1, []));
  line.latest(2);
  await vi.advanceTimersByTimeAsync(250);
  line.tell("segment", { segment: segment(1, 2), after: 1 });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(line.asked).toHaveLength(1);
  line.latest(3);
  await vi.advanceTimersByTimeAsync(300);
  expect(sincesOf(line)).toEqual([{}, { "": 2, es: 1 }]);
});

test("an event that is ahead of a gap tells of the gap without a head", async () => {
  const { line, now } = following();
  line.become("connected");
  await answer(line, changes(0, 1, []));
  line.tell("segment", { segment: segment(2, 3), after: 2 });
  await vi.advanceTimersByTimeAsync(300);
  expect(sincesOf(line).at(-1)).toEqual({ "": 1, es: 1 });
  await answer(line, changes({ "": 1, es: 1 }, 3, [segment(1, 2), segment(2, 3)]));
  expect(sinceOf(now().transcript)).toEqual({ "": 3, es: 3 });
});

test("what does not fit the protocol is dropped and counted", () => {
  const { line, now } = following();
  line.tell("segment", { segment: { seq: "one" } });
  line.tell("draft", {});
  expect(now().dropped).toBe(2);
  expect(now().transcript.segments.size).toBe(0);
});

test("a session that is not there is asked for once", async () => {
  const { line, now } = following();
  line.become("connected");
  await answer(line, { ok: false, refusal: { kind: "not-found" } });
  expect(now().access).toBe("not-found");
  line.become("offline");
  line.become("connected");
  await vi.advanceTimersByTimeAsync(5_000);
  expect(line.asked).toHaveLength(1);
});

test("a gateway that cannot answer now is asked again", async () => {
  const { line, now } = following();
  line.become("connected");
  await answer(line, { ok: false, refusal: { kind: "unavailable" } });
  await vi.advanceTimersByTimeAsync(1_000);
  await answer(line, changes(0, 1, []));
  expect(now().access).toBe("joined");
});

test("a join that nobody answers shows a dead connection", async () => {
  const { line } = following();
  line.become("connected");
  await vi.advanceTimersByTimeAsync(5_000);
  expect(line.resets).toBe(1);
});

test("of a deleted session nothing remains on the page, whatever still arrives", async () => {
  const { line, now } = following();
  line.become("connected");
  await answer(line, changes(0, 1, [segment(1, 1)]));
  line.tell("deleted", {});
  line.tell("segment", { segment: segment(2, 2), after: 1 });
  expect(now()).toMatchObject({ access: "deleted", transcript: { session: null } });
  expect(now().transcript.segments.size).toBe(0);
});

test("the highest take that was heard of is kept", () => {
  const { line, now } = following();
  line.tell("take", { take: 3 });
  line.tell("take", { take: 2 });
  expect(now().take).toBe(3);
});

test("many changes are told once; each snapshot is another object, and an old one stays as it was", () => {
  const flushes: (() => void)[] = [];
  const { line, client, now } = following((flush) => flushes.push(flush));
  const heard = vi.fn();
  client.subscribe(heard);
  const before = now();
  for (let rev = 1; rev <= 5; rev += 1) line.tell("segment", { segment: segment(rev, rev), after: rev - 1 });
  expect(flushes).toHaveLength(1);
  flushes[0]?.();
  expect(heard).toHaveBeenCalledTimes(1);
  expect(now()).not.toBe(before);
  expect(before.transcript.segments.size).toBe(0);
  expect(now()).toBe(now());
});

test("closed, it hears nothing and asks nothing", async () => {
  const { line, client, now } = following();
  client.close();
  line.become("connected");
  line.tell("segment", { segment: segment(1, 1), after: 0 });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(line.asked).toHaveLength(0);
  expect(now().transcript.segments.size).toBe(0);
});
