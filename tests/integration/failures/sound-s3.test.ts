import { afterAll, afterEach, expect, test } from "vitest";
import { eventually } from "#testing/eventually";
import { S3Server } from "#testing/objects/s3-server";
import { SILENCE } from "#testing/scripted/sound";
import { readJournal } from "#testing/scripted/speech-to-text";
import { keptSpeech } from "#testing/sound/kept-speech";
import { expectCompleteTranscript, range } from "#testing/stack/expect-complete";
import { stackFixture } from "#testing/stack/stack-fixture";

// As sound.test.ts, with the bytes of the sound in an object store, which fails too.
const s3 = await S3Server.start();
const fixture = stackFixture({ web: 2, workers: 2, env: s3.env });
afterEach(() => s3.network.heal());
afterAll(() => s3.close());

const { speaking, expectSound, killInTurn } = keptSpeech(fixture);

test("worker, gateway, PostgreSQL and Redis killed in turn: no sample is lost, and deletion leaves no object", async () => {
  const { page, sessionId } = await killInTurn();
  const { rows } = await fixture.stack.database.query(
    "SELECT count(*)::int AS parts, count(object)::int AS objects, sum(octet_length(packets))::int AS bytes FROM sound_part",
  );
  expect(rows[0].objects).toBe(rows[0].parts);
  expect(rows[0].bytes).toBe(0);
  expect(s3.keys().length).toBeGreaterThanOrEqual(rows[0].objects);
  expect(await page.connection.ask("session:delete", { sessionId })).toEqual({ ok: true });
  const metrics = await (await fetch(`${fixture.url(1)}/metrics`)).text();
  expect(metrics).toMatch(/^interline_sound_objects_owed \d+$/m);
  // Objects of attempts that a kill ended are deleted after ten minutes.
  await fixture.stack.database.query("UPDATE sound_object SET since = since - interval '1 hour'");
  await eventually("no object is left", () => s3.keys().length === 0);
  await eventually("none is owed", async () => {
    const owed = await fixture.stack.database.query("SELECT FROM sound_object");
    return owed.rowCount === 0;
  });
});

test("the object store down, then half-open, the worker killed, the speaker pauses: words continue, no sound is lost", async () => {
  const { page, sessionId, says } = await speaking();
  await says(1, 55);
  s3.network.refuse();
  await says(56, 120);
  await page.hears(115);
  await fixture.stack.serving().kill();
  await says(121, 130);
  await page.hears(125);
  s3.network.heal();
  s3.network.freeze();
  await says(131, 180);
  await page.hears(175);
  // The speaker is silent, then pauses. The worker finishes the recogniser; the sound cannot be stored.
  await page.says(Array(10).fill(0), 5, () => SILENCE);
  await eventually("it is closed", () => readJournal(fixture.stack.directory).at(-1)?.did === "close");
  await says(181, 200);
  await page.hears(195);
  s3.network.heal();
  await page.stops();
  await expectCompleteTranscript(page, sessionId, range(1, 200));
  await expectSound(page, sessionId, [...range(1, 180), ...Array(10).fill(0), ...range(181, 200)]);
});
