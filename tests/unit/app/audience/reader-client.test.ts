import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ReaderClient } from "#app/audience/reader-client";
import { atOnce } from "#app/connection/subscribers";
import { translationKey } from "#protocol/reduce";
import { StandInConnection } from "#testing/connection/stand-in-connection";

const SESSION = {
  title: "",
  sourceLang: "en-US",
  targetLangs: ["es", "ca"],
  state: "live",
  failure: null,
  createdAt: "2026-11-24T09:00:00.000Z",
  endedAt: null,
};

/** An answer to `link:read` in a language, with one translated line. */
function reading(lang: string, rev: number) {
  const segment = {
    seq: 1,
    rev: 1,
    kind: "speech",
    text: "Salt.",
    lang: "en-US",
    startMs: 0,
    endMs: 9,
    confidence: null,
  };
  const translation = { seq: 1, lang, rev, text: `[${lang}]`, sourceRev: 1, unknownWords: 0 };
  const stored = { session: SESSION, langs: [lang], segments: [segment], translations: [translation] };
  return {
    ok: true,
    lang,
    may: { original: true, export: false },
    speaker: "speaking",
    changes: { since: 0, rev, anchor: 0, ...stored },
  };
}
const refused = (refusal: object) => ({ ok: false, refusal });
const NOW = 1_000_000;

function opened(wanted = ["es"]) {
  const connection = new StandInConnection();
  const onPass = vi.fn();
  const client = new ReaderClient({ connection, wanted, onPass, schedule: atOnce, now: () => NOW });
  return { connection, client, onPass, now: client.getSnapshot };
}
async function answer(connection: StandInConnection, ack: object | null): Promise<void> {
  connection.asked.at(-1)?.answer(ack);
  await vi.advanceTimersByTimeAsync(0);
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("a client reads its language as soon as it is connected, without invalid tags of the browser", async () => {
  const { connection, now } = opened(["es", "en-US-x-odd-and-far-too-long", "C"]);
  expect(now().access).toEqual({ kind: "joining" });
  connection.become("connected");
  expect(connection.asked[0]).toMatchObject({ event: "link:read", request: { wanted: ["es"], since: {} } });
  await answer(connection, reading("es", 2));
  expect(now()).toMatchObject({ access: { kind: "joined" }, lang: "es", speaker: "speaking", may: { original: true } });
});

test("another language is read from its beginning, and the first one from its last rev", async () => {
  const { connection, client, now } = opened();
  connection.become("connected");
  await answer(connection, reading("es", 2));
  void client.switchTo("ca");
  expect(connection.asked.at(-1)?.request).toEqual({ wanted: ["ca"], since: { "": 2, es: 2 } });
  await answer(connection, reading("ca", 3));
  expect(now().transcript.translations.get(translationKey({ seq: 1 }, "ca"))?.text).toBe("[ca]");
  void client.switchTo("es");
  expect(connection.asked.at(-1)?.request).toEqual({ wanted: ["es"], since: { "": 3, es: 2, ca: 3 } });
});

test("a language that is chosen while another one is requested is requested next", async () => {
  const { connection, client } = opened();
  connection.become("connected");
  void client.switchTo("ca");
  await answer(connection, reading("es", 2));
  expect(connection.asked.at(-1)?.request).toMatchObject({ wanted: ["ca"] });
});

test("a head of a language that is not read any more causes no request", async () => {
  const { connection, client } = opened();
  connection.become("connected");
  await answer(connection, reading("es", 2));
  void client.switchTo("ca");
  await answer(connection, reading("ca", 3));
  connection.tell("latest", { lang: "es", rev: 9 });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(connection.asked).toHaveLength(2);
  connection.tell("latest", { lang: "ca", rev: 9 });
  await vi.advanceTimersByTimeAsync(300);
  expect(connection.asked).toHaveLength(3);
});

test("a change of the session's row causes a request", async () => {
  const { connection } = opened();
  connection.become("connected");
  await answer(connection, reading("es", 2));
  connection.tell("changed", { rev: 3 });
  await vi.advanceTimersByTimeAsync(300);
  expect(connection.asked).toHaveLength(2);
});

test("a link with a password shows a wrong one and a limit, and the correct one admits the reader", async () => {
  const { connection, client, onPass, now } = opened();
  connection.become("connected");
  await answer(connection, refused({ kind: "password", isWrong: false }));
  expect(now().access).toMatchObject({ kind: "password", isWrong: false, retryAt: null });
  void client.unlock("one");
  expect(now().access).toMatchObject({ isChecking: true });
  await answer(connection, refused({ kind: "password", isWrong: true }));
  expect(now().access).toMatchObject({ isWrong: true, isChecking: false });
  void client.unlock("two");
  await answer(connection, refused({ kind: "too-many", limit: "passwords", retryAfterSeconds: 30 }));
  expect(now().access).toMatchObject({ retryAt: NOW + 30_000 });
  void client.unlock("three");
  await answer(connection, { ok: true, pass: "pass" });
  expect(onPass).toHaveBeenCalledWith("pass");
  await answer(connection, reading("es", 2));
  expect(now().access.kind).toBe("joined");
});

test("a full link shows when to retry, and is tried again automatically", async () => {
  const { connection, now } = opened();
  connection.become("connected");
  await answer(connection, refused({ kind: "too-many", limit: "readers", retryAfterSeconds: 10 }));
  expect(now().access).toEqual({ kind: "full", limit: "readers", retryAt: NOW + 10_000 });
  await vi.advanceTimersByTimeAsync(10_000);
  await answer(connection, reading("es", 2));
  expect(now().access.kind).toBe("joined");
});

test("the limit of joins per address is shown to a new reader, and a joined reader keeps the page", async () => {
  const { connection, now } = opened();
  connection.refusal = { kind: "too-many", limit: "joins", retryAfterSeconds: 5 };
  connection.become("offline");
  expect(now().access).toEqual({ kind: "full", limit: "joins", retryAt: NOW + 5_000 });
  connection.refusal = null;
  connection.become("connected");
  await answer(connection, reading("es", 2));
  connection.refusal = { kind: "too-many", limit: "joins", retryAfterSeconds: 5 };
  connection.become("offline");
  expect(now()).toMatchObject({ access: { kind: "joined" }, connection: "offline", lang: "es" });
});

test.each(["gone", "deleted"] as const)("%s: the transcript is emptied", async (event) => {
  const { connection, now } = opened();
  connection.become("connected");
  await answer(connection, reading("es", 2));
  connection.tell(event);
  expect(now()).toMatchObject({ access: { kind: "not-found" }, transcript: { session: null }, lang: null });
  expect(now().transcript.segments.size).toBe(0);
  connection.tell("latest", { lang: "es", rev: 9 });
  expect(connection.asked).toHaveLength(1);
  expect(connection.state).toBe(event === "deleted" ? "closed" : "offline");
});

test("a page whose link was revoked tries it within 5 s, after the time for an undo and after the last restore, then closes", async () => {
  const { connection, now } = opened();
  connection.become("connected");
  await answer(connection, reading("es", 2));
  connection.tell("gone");
  for (const tries of [1, 2, 3]) {
    expect(connection.retries).toHaveLength(tries);
    connection.become("refused");
    expect(now().access.kind).toBe("not-found");
  }
  expect(connection.retries[0]).toBeGreaterThanOrEqual(2_000);
  expect(connection.retries[0]).toBeLessThanOrEqual(5_000);
  const [first = 0, second = 0, third = 0] = connection.retries;
  expect(first + second).toBeGreaterThanOrEqual(12_000);
  expect(first + second + third).toBeGreaterThanOrEqual(32_000);
  expect(connection.state).toBe("closed");
});

test("a page whose link was restored reads everything again and resets its tries", async () => {
  const { connection, now } = opened();
  connection.become("connected");
  await answer(connection, reading("es", 2));
  connection.tell("gone");
  connection.become("connected");
  expect(connection.asked.at(-1)).toMatchObject({ event: "link:read", request: { wanted: ["es"], since: {} } });
  await answer(connection, reading("es", 2));
  expect(now()).toMatchObject({ access: { kind: "joined" }, lang: "es" });
  connection.tell("gone");
  connection.become("refused");
  expect(connection.state).toBe("offline");
});

test("an unknown link is shown as not found, be it refused by the handshake or by the answer", async () => {
  const { connection, now } = opened();
  connection.become("refused");
  expect(now().access.kind).toBe("not-found");
  const second = opened();
  second.connection.become("connected");
  await answer(second.connection, refused({ kind: "not-found" }));
  expect(second.now().access.kind).toBe("not-found");
});
