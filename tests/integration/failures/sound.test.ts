import { readdirSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CHUNK_SAMPLES } from "#protocol/sound";
import { entriesIn } from "#redis/mailbox";
import { eventually } from "#testing/eventually";
import { keptSpeech } from "#testing/sound/kept-speech";
import { chunkSinging } from "#testing/sound/melody";
import { askSound } from "#testing/sound/read-sound";
import { expectCompleteTranscript, range } from "#testing/stack/expect-complete";
import { stackFixture } from "#testing/stack/stack-fixture";

// The sound of sessions survives what their words survive. Each session is decoded and compared with what was spoken.
const fixture = stackFixture({ web: 2, workers: 2 });

const { speaking, expectSound, storedUpTo, killInTurn } = keptSpeech(fixture);

test("worker, gateway, PostgreSQL and Redis killed in turn: no sample is lost, and none is there twice", async () => {
  await killInTurn();
});

describe("Redis", () => {
  test("with no data, and the worker killed: the page sends again the sound that is not stored, although its words are", async () => {
    const { page, sessionId, says } = await speaking();
    await says(1, 90);
    await page.hears(90);
    await page.hasSent();
    // The words are stored up to w90, the sound up to w50.
    expect(await storedUpTo(sessionId)).toBe(160_000);
    // The worker has the rest in its memory.
    await fixture.stack.serving().kill();
    await fixture.stack.redis.flushall();
    await says(91, 120);
    await page.stops();
    await expectCompleteTranscript(page, sessionId, range(1, 120));
    await expectSound(page, sessionId, range(1, 120));
  });

  test("without its last second", async () => {
    const { page, sessionId, says } = await speaking();
    const { redis } = fixture.stack.services;
    await says(1, 20);
    await page.hears(20);
    await fixture.stack.redis.acl("SETUSER", "default", "-bgrewriteaof");
    await eventually("no rewrite runs", async () =>
      /aof_rewrite_in_progress:0/.test(await fixture.stack.redis.info("persistence")),
    );
    const folder = join(fixture.stack.directory, "redis", "appendonlydir");
    const file = join(folder, readdirSync(folder).find((name) => name.endsWith(".incr.aof")) ?? "");
    const { size } = statSync(file);
    await says(21, 60);
    await page.hasSent();
    await redis.kill();
    truncateSync(file, size);
    await redis.restart();
    await says(61, 90);
    await page.stops();
    await expectCompleteTranscript(page, sessionId, range(1, 90));
    await expectSound(page, sessionId, range(1, 90));
  });
});

test("lost sound is stored as silence of its length, and all sound is stored once no more comes", async () => {
  const { page, sessionId, says } = await speaking(100);
  await says(1, 20);
  await page.hears(20);
  page.network.refuse();
  await eventually("the page reconnects", () => page.sender.getSnapshot().kind === "reconnecting");
  await says(21, 170, 1);
  page.network.heal();
  await page.hears(165);
  await says(171, 180);
  await eventually("all sound is stored", async () => (await storedUpTo(sessionId)) === 180 * 3_200);
  await eventually("the mailbox is empty", async () => (await entriesIn(fixture.stack.redis, sessionId)) === 0);
  await says(181, 200);
  await page.stops();
  await expectCompleteTranscript(page, sessionId, [...range(1, 20), ...range(71, 200)]);
  await expectSound(page, sessionId, [...range(1, 20), ...range(71, 120).map(() => 0), ...range(71, 200)]);
});

test("another page takes over: its sound follows", async () => {
  const { page, sessionId, says } = await speaking();
  await says(1, 30);
  await page.hasSent();
  const phone = await fixture.page({ web: 1, person: page.person });
  phone.follow(sessionId);
  phone.speak(sessionId);
  await phone.says(range(31, 60), 5, chunkSinging);
  await phone.stops();
  await expectCompleteTranscript(phone, sessionId, range(1, 60));
  await expectSound(phone, sessionId, range(1, 60));
});

test("the worker's code fails twice, then ten times in a row: the failed session has the sound up to its last stored part", async () => {
  const { page, sessionId, says } = await speaking();
  fixture.stack.faults.set({ at: "hear", word: 13, throwLater: "once more", times: 2 });
  await says(1, 70);
  await page.hears(65);
  await eventually("a part is stored", async () => (await storedUpTo(sessionId)) === 160_000);
  fixture.stack.faults.set({ at: "hear", word: 71, throwLater: "for good" });
  await says(71, 80);
  await eventually("the session has failed", async () => {
    // As after nine failures: the pauses between ten would take 45 s. Repeated, since words before the failure count it anew.
    await fixture.stack.database.query("UPDATE session SET failures = 9 WHERE id = $1", [sessionId]);
    return page.transcript.session?.state === "failed";
  });
  // A worker that waited for sound between the failures has stored more.
  const stored = await storedUpTo(sessionId);
  expect(stored).toBeGreaterThanOrEqual(160_000);
  await expectSound(page, sessionId, range(1, stored / CHUNK_SAMPLES));
});

describe("no space for the sound", () => {
  test.each([
    ["the owner's quota is used up", { SOUND_MEGABYTES_PER_USER: "0" }, ""],
    ["the space of all people is used up", { SOUND_MEGABYTES: "0" }, ""],
    // Raised by a trigger: a full disk would end PostgreSQL itself.
    ["PostgreSQL's disk is full", {}, "disk"],
  ])("%s: the page is told, the words continue, and the part before is served", async (_, env, fault) => {
    const { database } = fixture.stack;
    if (fault)
      await database.query(
        `CREATE FUNCTION no_space() RETURNS trigger AS $$ BEGIN RAISE 'no space' USING ERRCODE = 'disk_full'; END $$ LANGUAGE plpgsql;
         CREATE TRIGGER no_space BEFORE INSERT ON sound_part FOR EACH ROW EXECUTE FUNCTION no_space()`,
      );
    try {
      for (const worker of fixture.stack.workers) await worker.terminate();
      await fixture.stack.addWorker(env);
      const { page, sessionId, says } = await speaking();
      await says(1, 60);
      await eventually("the page is told", () => page.transcript.session?.sound === "full");
      await says(61, 80);
      await page.stops();
      await expectCompleteTranscript(page, sessionId, range(1, 80));
      expect((await askSound(fixture.url(), page.person, sessionId)).status).toBe(404);
    } finally {
      if (fault) await database.query("DROP TRIGGER no_space ON sound_part; DROP FUNCTION no_space");
    }
  });
});
