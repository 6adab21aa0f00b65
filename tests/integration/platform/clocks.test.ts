import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Queue } from "bullmq";
import { afterAll, describe, expect, test } from "vitest";
import { promoteMistimed } from "#redis/mistimed-jobs";
import { eventually } from "#testing/eventually";
import { keep, signInAs } from "#testing/people/account";
import { type Person, signIn } from "#testing/people/person";
import { chunkSaying } from "#testing/scripted/sound";
import type { Process } from "#testing/stack/process";
import { RawSocket } from "#testing/stack/raw-socket";
import { share } from "#testing/stack/reader";
import { stackFixture } from "#testing/stack/stack-fixture";

const DAY_MS = 86_400_000;
const EXACT_MS = 500;
const PASSWORD = "correct horse battery";
const fixture = stackFixture({ web: 1, workers: 1 });

/** The environment of a process whose wall clock is this far ahead. */
const ahead = (ms: number) => ({
  CLOCK_AHEAD_MS: String(ms),
  NODE_OPTIONS: `--import ${join(import.meta.dirname, "../../../testing/clocks/shift-date.mjs")}`,
});

const urlOf = (process: Process | undefined) => `http://127.0.0.1:${process?.port}`;
const readiness = async (url: string) => (await fetch(`${url}/readyz`)).json();

describe.each([5_000, 40 * DAY_MS, -40 * DAY_MS])("a web process whose clock is %i ms ahead", (ms) => {
  let wrong: Process | undefined;
  /** The addresses of the process with the wrong clock and of another one. */
  const both = async () => {
    wrong ??= await fixture.stack.addWeb(ahead(ms));
    return [urlOf(wrong), urlOf(fixture.stack.web[0])] as const;
  };
  afterAll(() => wrong?.kill());

  test("is ready, and /readyz and its log say that its clock is off", async () => {
    const [url, right] = await both();
    // The first answer waits for connections, which makes it inexact; later ones are exact.
    const state = await eventually("both clocks are compared exactly", async () => {
      const answer = await readiness(url);
      const isExact = ({ aheadMs }: { aheadMs: number }) => Math.abs(aheadMs - ms) < EXACT_MS;
      return answer.warnings.length === 2 && answer.warnings.every(isExact) && answer;
    });
    expect(state).toMatchObject({ ready: true, database: true, redis: true, workers: 1 });
    expect(state.warnings).toEqual(
      ["database", "redis"].map((clock) => {
        return { warning: "clock-off", process: "web", clock, aheadMs: expect.any(Number) };
      }),
    );
    expect((await readiness(right)).warnings).toEqual([]);
    expect(readFileSync(wrong?.log ?? "", "utf8")).toContain("the clock of this process is off");
  });

  test("starts and serves a session", async () => {
    const urls = await both();
    const [own, other] = await Promise.all(urls.map(async (url) => RawSocket.connect(url, (await signIn(url)).token)));
    // It sees the workers that others see, and its reservations hold for others.
    for (const socket of [own, other, own]) {
      const { sessionId, take } = (await socket?.speakInNew()) ?? {};
      expect(await socket?.ask("chunk", { take, n: 1, sound: chunkSaying(1) })).toMatchObject({ ok: true });
      await socket?.ask("stop", { sessionId, after: { take, n: 2 } });
      await eventually("the session has ended", async () => {
        const { rows } = await fixture.stack.database.query("SELECT state FROM session WHERE id = $1", [sessionId]);
        return rows[0]?.state === "ended";
      });
    }
    for (const socket of [own, other]) socket?.close();
  });

  test("and other processes accept each other's sign-ins, anonymous ones and those of accounts", async () => {
    const urls = await both();
    for (const [made, used] of [urls, urls.toReversed()] as [string, string][]) {
      const person: Person = await signIn(made);
      for (const url of [used, made]) (await RawSocket.connect(url, person.token)).close();
      const email = `${crypto.randomUUID()}@example.test`;
      expect(await keep(made, person, email, PASSWORD)).toMatchObject({ ok: true });
      const again = await signInAs(made, email, PASSWORD);
      for (const url of [used, made])
        for (const token of [person.token, again]) (await RawSocket.connect(url, token)).close();
    }
  });

  test("creates links that expire on time, and expires links of other processes on time", async () => {
    for (const [made, used] of [await both(), (await both()).toReversed()] as [string, string][]) {
      const owner = await RawSocket.connect(made, (await signIn(made)).token);
      const { sessionId } = await owner.speakInNew();
      const { id, token } = await share(owner, sessionId, { lifetime: "hour" });
      const { rows } = await fixture.stack.database.query(
        "SELECT extract(epoch FROM expires_at - now())::float8 AS left FROM share_link WHERE id = $1",
        [id],
      );
      expect(rows[0].left).toBeGreaterThan(3_590);
      expect(rows[0].left).toBeLessThanOrEqual(3_600);
      await fixture.stack.database.query(
        "UPDATE share_link SET expires_at = now() + interval '500 milliseconds' WHERE id = $1",
        [id],
      );
      const readers = await Promise.all([made, used].map((url) => RawSocket.read(url, { link: token })));
      await eventually("the readers are out", () => readers.every(({ socket }) => socket.disconnected));
      expect(await RawSocket.open(made, { link: token })).toBe("not-found");
      owner.close();
    }
  });

  test("has corrections translated without delay", async () => {
    const [url] = await both();
    const owner = await RawSocket.connect(url, (await signIn(url)).token);
    const { sessionId, take } = await owner.speakInNew();
    await owner.ask("chunk", { take, n: 1, sound: chunkSaying(1) });
    await owner.ask("stop", { sessionId, after: { take, n: 2 } });
    const [segment] = (await eventually("the line is there", async () => {
      const { segments } = await owner.stored(sessionId);
      return segments[0] && !segments[0].open && segments;
    })) as { seq: number; rev: number }[];
    const { seq = 0, rev = 0 } = segment ?? {};
    const corrected = { sessionId, seq, expected: rev, text: "Corrected by hand." };
    expect(await owner.ask("segment:correct", corrected)).toMatchObject({ ok: true });
    await eventually("the correction is translated", async () =>
      (await owner.stored(sessionId)).translations.some(({ text }) => text.includes("Corrected")),
    );
    owner.close();
  });
});

test("jobs that a wrong clock delayed are promoted, and others are not", async () => {
  const { redis } = fixture.stack;
  const queue = new Queue("mistimed", { connection: redis, prefix: "test" });
  const now = Date.now();
  for (const [jobId, timestamp] of [
    ["ahead", now + DAY_MS],
    ["behind", now - DAY_MS],
    ["right", now],
  ] as const)
    await queue.add("job", {}, { jobId, timestamp, delay: 30_000 });
  expect(await promoteMistimed(redis, queue)).toBe(2);
  expect((await queue.getDelayed()).map(({ id }) => id)).toEqual(["right"]);
  expect((await queue.getWaiting()).map(({ id }) => id).toSorted()).toEqual(["ahead", "behind"]);
  await queue.close();
});
