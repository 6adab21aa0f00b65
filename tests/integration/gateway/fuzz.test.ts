import fc from "fast-check";
import { Manager } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EVENT_IS_FOR } from "#access/event-rights";
import { BystanderProcess } from "#testing/bystander/bystander-process";
import { eventually } from "#testing/eventually";
import { statusOf } from "#testing/network/raw-request";
import { signIn } from "#testing/people/person";
import { chunkSaying } from "#testing/scripted/sound";
import { RawSocket } from "#testing/stack/raw-socket";
import { stackFixture } from "#testing/stack/stack-fixture";

const SEED = 20_261_129;
/** Duration of each of the two fuzz tests, and minimum duration of each attack: long enough to measure enough chunks. */
const FUZZED_MS = 5_000;
const ATTACKED_MS = 2_000;

const fixture = stackFixture({
  web: 1,
  workers: 1,
  env: { SIGN_INS_PER_ADDRESS_HOUR: "1000", LIVE_SESSIONS_PER_USER: "50", LIVE_SESSIONS_PER_ADDRESS: "1000" },
});
const port = () => fixture.stack.web[0]?.port ?? 0;
const url = () => `http://127.0.0.1:${port()}`;
const attacker = async () => RawSocket.connect(url(), (await signIn(url())).token);

let bystander: BystanderProcess;
let pid: number | undefined;
beforeAll(async () => {
  bystander = await BystanderProcess.start(url());
  pid = fixture.stack.web[0]?.child.pid;
});
afterAll(() => bystander?.close());

/** Repeats an attack. Another person's chunks are acknowledged in time meanwhile, and the process does not restart. */
async function expectServed(attack: () => Promise<unknown>, forMs = ATTACKED_MS): Promise<void> {
  const { p95Ms, limitMs } = await bystander.measureDuring(async () => {
    for (const end = performance.now() + forMs; performance.now() < end; ) await attack();
  });
  expect(p95Ms, `p95 of chunk acknowledgements, ${limitMs} ms allowed`).toBeLessThanOrEqual(limitMs);
  expect(fixture.stack.web[0]?.child.isRunning).toBe(true);
  expect(fixture.stack.web[0]?.child.pid).toBe(pid);
}

test("6,000 joins of one socket at once do not delay another person's chunks", async () => {
  const socket = await attacker();
  const { sessionId } = await socket.speakInNew();
  let answered = 0;
  await expectServed(async () => {
    // The flood may cost the client its own connection.
    const ask = () =>
      socket.ask("session:join", { sessionId, since: 0 }).then(
        () => answered++,
        () => {},
      );
    await Promise.all(Array.from({ length: 6_000 }, ask));
    if (!socket.socket.connected)
      await new Promise((resolve) => socket.socket.connect().once("connect", () => resolve(0)));
  });
  expect(answered).toBeGreaterThan(0);
  socket.close();
});

test("joins of a long session by many sockets of one person do not delay another person's chunks", async () => {
  const { token } = await signIn(url());
  const sockets = await Promise.all(Array.from({ length: 10 }, () => RawSocket.connect(url(), token)));
  const { sessionId } = await (sockets[0] as RawSocket).speakInNew();
  await fixture.stack.database.query(
    `INSERT INTO segment (session_id, seq, text, lang, start_ms, end_ms, epoch, rev)
      SELECT $1, seq, repeat('said here ', 30), 'en-US', 0, 900, 1, seq FROM generate_series(1000, 2500) seq`,
    [sessionId],
  );
  await fixture.stack.database.query("UPDATE session SET rev = 3000 WHERE id = $1", [sessionId]);
  await expectServed(() =>
    Promise.all(
      sockets.flatMap((one) => [1, 2].map(() => one.ask("session:join", { sessionId, since: 0 }).catch(() => {}))),
    ),
  );
  for (const one of sockets) one.close();
});

test("chunks of a socket that does not speak, and malformed chunks, do not delay another person's chunks", async () => {
  const socket = await attacker();
  await expectServed(() =>
    Promise.all(
      Array.from({ length: 500 }, (_, n) =>
        socket.ask("chunk", n % 2 === 0 ? { take: 1, n, sound: chunkSaying(1) } : { take: "x" }).catch(() => {}),
      ),
    ),
  );
  socket.close();
});

test("connections that never authenticate do not delay another person's chunks", async () => {
  const held: Manager["engine"][] = [];
  await expectServed(async () => {
    const dialled = Array.from({ length: 100 }, async () => {
      const manager = new Manager(url(), { transports: ["websocket"], reconnection: false, autoConnect: false });
      await new Promise((resolve) => manager.open(resolve));
      if (manager.engine) held.push(manager.engine);
    });
    await Promise.all(dialled);
  });
  for (const one of held) one.close();
});

test("many HTTP requests at once do not delay another person's chunks", async () => {
  const { token } = await signIn(url());
  const headers = { authorization: `Bearer ${token}` };
  await expectServed(() =>
    Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        fetch(`${url()}${["/readyz", "/account/data", "/api/auth/get-session", "/r/x/export"][n % 4]}`, { headers })
          .then((answer) => answer.arrayBuffer())
          .catch(() => {}),
      ),
    ),
  );
});

const REFUSALS = new Set([
  ...["ok", "invalid", "unauthenticated", "not-found", "password", "unsupported-language", "superseded", "expected"],
  ...["full", "no-capacity", "too-many", "not-speaking", "over", "paused", "edited", "untranslated"],
]);

test("random payloads of events are answered ok or with a known refusal, and do not delay another person's chunks", async () => {
  const socket = await attacker();
  const { sessionId, take } = await socket.speakInNew();
  const real: Record<string, unknown> = { sessionId, take, n: 1, sound: chunkSaying(1), seq: 1, lang: "es", since: 0 };
  const wild = fc.oneof(
    fc.anything({ maxDepth: 2 }),
    fc.constantFrom<unknown>("\0", "\ud800", -1, 2 ** 53, 1e308, "x".repeat(5_000)),
  );
  const more = ["targetLangs", "sourceLang", "expected", "text", "at", "next", "linkId", "password", "wanted", "label"];
  const payload = fc.oneof(
    wild,
    fc.dictionary(fc.constantFrom(...Object.keys(real), ...more, "__proto__"), wild, { maxKeys: 6 }),
    fc.subarray(Object.keys(real)).map((keys) => Object.fromEntries(keys.map((key) => [key, real[key]]))),
  );
  // `person:delete-own` deletes the person and closes their connections.
  const event = fc.constantFrom(...Object.keys(EVENT_IS_FOR).filter((name) => name !== "person:delete-own"));
  const kinds = new Set<string>();
  let seed = SEED;
  await expectServed(
    () =>
      fc.assert(
        fc.asyncProperty(event, payload, async (name, said) => {
          const { ok, refusal } = await socket.ask(name, ...(isSendable(said) ? [said] : []));
          kinds.add(ok ? "ok" : String(refusal?.kind));
        }),
        { seed: seed++, numRuns: 500, interruptAfterTimeLimit: FUZZED_MS, endOnFailure: true },
      ),
    FUZZED_MS,
  );
  expect([...kinds].filter((kind) => !REFUSALS.has(kind))).toEqual([]);
  expect(kinds).toContain("invalid");
  expect(kinds.size).toBeGreaterThan(2);
  socket.close();
});

/** Whether a client can send it: JSON and bytes. */
function isSendable(value: unknown): boolean {
  try {
    JSON.stringify(value);
    return typeof value !== "function" && value !== undefined;
  } catch {
    return false;
  }
}

test("random methods, addresses and headers make no route fail, and do not delay another person's chunks", async () => {
  const bases = ["/api/auth/", "/api/account/keep", "/api/sessions/", "/r/", "/account/data", "/readyz", "/socket.io/"];
  const part = fc.oneof(
    fc.string({ maxLength: 40 }).map(encodeURIComponent),
    fc.constantFrom("%00", "..", "%zz", "%ff", "export", "q", "to", "0000-01-01"),
  );
  const path = fc
    .tuple(
      fc.constantFrom(...bases, "/"),
      fc.array(part, { maxLength: 3 }),
      fc.array(fc.tuple(part, part), { maxLength: 3 }),
    )
    .map(([base, parts, query]) => `${base}${parts.join("/")}?${query.map((pair) => pair.join("=")).join("&")}`);
  const method = fc.constantFrom("GET", "POST", "PUT", "HEAD", "OPTIONS", "DELETE");
  const headers = fc.record(
    { cookie: part, authorization: part, "x-forwarded-for": part, "next-action": part, "content-type": part },
    { requiredKeys: [] },
  );
  const failed: string[] = [];
  let seed = SEED;
  await expectServed(
    () =>
      fc.assert(
        fc.asyncProperty(method, path, headers, async (how, where, said) => {
          const status = (await statusOf(port(), how, where, said)) ?? 0;
          if (status >= 500) failed.push(`${status} ${how} ${where}`);
        }),
        { seed: seed++, numRuns: 500, interruptAfterTimeLimit: FUZZED_MS },
      ),
    FUZZED_MS,
  );
  expect(failed).toEqual([]);
  await eventually("the process is ready", async () => (await statusOf(port(), "GET", "/readyz")) === 200);
});
