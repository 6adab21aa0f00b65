import { describe, expect, test } from "vitest";
import { WAVEFORM_VALUES, Waveform } from "#app/replay/waveform";
import { SAMPLE_RATE } from "#protocol/sound";
import { eventually } from "#testing/eventually";
import { signIn } from "#testing/people/person";
import { faultsOfSound } from "#testing/sound/compare-sound";
import { chunkSinging } from "#testing/sound/melody";
import { askSound, readSamples } from "#testing/sound/read-sound";
import { expectCompleteTranscript, range } from "#testing/stack/expect-complete";
import { RawSocket } from "#testing/stack/raw-socket";
import { share } from "#testing/stack/reader";
import { stackFixture } from "#testing/stack/stack-fixture";

const fixture = stackFixture({ web: 1, workers: 1 });

/** A session whose sound is kept, in which these words are spoken; then it ends. */
async function spoken(numbers: readonly number[]) {
  const page = await fixture.page();
  const sessionId = await page.start("en-US", [], { keepSound: true });
  page.speak(sessionId);
  await page.says(numbers, 5, chunkSinging);
  await page.stops();
  await expectCompleteTranscript(page, sessionId, numbers);
  return { page, sessionId };
}

test("the stored sound is what was spoken, sample by sample, and another person does not get it", async () => {
  const { page, sessionId } = await spoken(range(1, 120));
  const samples = await readSamples(fixture.url(), page.person, sessionId);
  expect(faultsOfSound(samples, range(1, 120))).toEqual([]);
  const other = await signIn(fixture.url());
  expect((await askSound(fixture.url(), other, sessionId)).status).toBe(404);
  // Nor does another person get the waveform.
  const peaksOf = (person: typeof other) =>
    fetch(`${fixture.url()}/api/sessions/${sessionId}/peaks`, { headers: { cookie: person.cookie } });
  expect((await peaksOf(other)).status).toBe(404);
  const values = Waveform.parse(await (await peaksOf(page.person)).json());
  expect(values).toHaveLength(WAVEFORM_VALUES);
  expect(Math.min(...values.map((value) => value ?? 0))).toBeGreaterThan(0);
  const { rows } = await fixture.stack.database.query(
    "SELECT first::int, samples, octet_length(packets) AS bytes, octet_length(peaks) AS peaks FROM sound_part WHERE session_id = $1 ORDER BY first",
    [sessionId],
  );
  expect(rows).toEqual([
    { first: 0, samples: 160_000, bytes: 30_000, peaks: 100 },
    { first: 160_000, samples: 160_000, bytes: 30_000, peaks: 100 },
    { first: 320_000, samples: 64_000, bytes: 12_000, peaks: 40 },
  ]);
  const metrics = await (await fetch(`${fixture.url()}/metrics`)).text();
  expect(metrics).toMatch(/^interline_sound_bytes 72000$/m);
  expect(metrics).toMatch(/^interline_sound_bytes_limit 20000000000$/m);
});

describe("a range of the sound", () => {
  test("is answered with its bytes; one after the end is refused; the whole file is the same", async () => {
    const { page, sessionId } = await spoken(range(1, 20));
    const ask = (range?: string) => askSound(fixture.url(), page.person, sessionId, "", range);
    const whole = await ask();
    const bytes = Buffer.from(await whole.arrayBuffer());
    expect(whole.status).toBe(200);
    expect(whole.headers.get("content-type")).toBe("audio/ogg");
    expect(whole.headers.get("accept-ranges")).toBe("bytes");
    expect(Number(whole.headers.get("content-length"))).toBe(bytes.byteLength);
    const part = await ask("bytes=5000-8999");
    expect(part.status).toBe(206);
    expect(part.headers.get("content-range")).toBe(`bytes 5000-8999/${bytes.byteLength}`);
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(5_000, 9_000))).toBe(true);
    const beyond = await ask(`bytes=${bytes.byteLength}-`);
    expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, `bytes */${bytes.byteLength}`]);
    expect((await askSound(fixture.url(), page.person, sessionId, "?format=mp3")).status).toBe(400);
    const saved = await askSound(fixture.url(), page.person, sessionId, "?download=1");
    expect(saved.headers.get("content-disposition")).toMatch(/^attachment; filename="sound 20\d\d-\d\d-\d\d\.ogg"$/);
    await saved.arrayBuffer();
  });

  test("is played without slots of exports, by several players at once; the whole file counts as a download", async () => {
    const { page, sessionId } = await spoken(range(1, 20));
    await lengthen(sessionId);
    const gone = new AbortController();
    const play = () =>
      fetch(`${fixture.url()}/api/sessions/${sessionId}/sound?format=wav`, {
        headers: { cookie: page.person.cookie, range: "bytes=44-" },
        signal: gone.signal,
      });
    // The answers stay open, because the test does not read them.
    const players: Response[] = [];
    for (let n = 0; n < 6; n += 1) players.push(await play());
    expect(players.map(({ status }) => status)).toEqual(Array(6).fill(206));
    expect(await downloadsOf(sessionId)).toBe(0);
    const whole = await Promise.all(
      Array.from({ length: 3 }, () => askSound(fixture.url(), page.person, sessionId, "?format=wav")),
    );
    expect(whole.map(({ status }) => status).sort()).toEqual([200, 200, 429]);
    await eventually("both are recorded", async () => (await downloadsOf(sessionId)) === 2);
    for (const { body } of whole) await body?.cancel();
    gone.abort();
  });

  test("of a live session ends with the last whole second that is stored", async () => {
    const page = await fixture.page();
    const sessionId = await page.start("en-US", [], { keepSound: true });
    page.speak(sessionId);
    await page.says(range(1, 52), 5, chunkSinging);
    await eventually("a part is stored", async () => {
      const answer = await askSound(fixture.url(), page.person, sessionId);
      return answer.status === 200;
    });
    expect(faultsOfSound(await readSamples(fixture.url(), page.person, sessionId), range(1, 50))).toEqual([]);
    await page.stops();
  });
});

test("a download fails when the sound is deleted while it runs", async () => {
  const { page, sessionId } = await spoken(range(1, 20));
  await lengthen(sessionId);
  const { body } = await askSound(fixture.url(), page.person, sessionId, "?format=wav&download=1");
  const reader = body?.getReader();
  expect((await reader?.read())?.done).toBe(false);
  expect(await page.connection.ask("sound:delete", { sessionId })).toEqual({ ok: true });
  const readAll = async () => {
    while (!(await reader?.read())?.done);
  };
  await expect(readAll()).rejects.toThrow();
});

describe("sound is not kept", () => {
  test("unless a speaker asks for it: nothing is stored", async () => {
    const page = await fixture.page();
    const sessionId = await page.start();
    page.speak(sessionId);
    await page.says(range(1, 60), 5, chunkSinging);
    await page.stops();
    await expectCompleteTranscript(page, sessionId, range(1, 60));
    expect(await partsOf(sessionId)).toBe(0);
    expect(page.transcript.session).not.toHaveProperty("sound");
    expect((await askSound(fixture.url(), page.person, sessionId)).status).toBe(404);
  });

  test("after its owner has stopped it: the part before stays", async () => {
    const page = await fixture.page();
    const sessionId = await page.start("en-US", [], { keepSound: true });
    page.speak(sessionId);
    await page.says(range(1, 55), 5, chunkSinging);
    await eventually("a part is stored", async () => (await partsOf(sessionId)) === 1);
    expect(await page.connection.ask("sound:stop", { sessionId })).toEqual({ ok: true });
    await page.says(range(56, 120), 5, chunkSinging);
    await page.stops();
    await expectCompleteTranscript(page, sessionId, range(1, 120));
    expect(page.transcript.session).toMatchObject({ sound: "off", soundMs: 10_000 });
    expect(faultsOfSound(await readSamples(fixture.url(), page.person, sessionId), range(1, 50))).toEqual([]);
  });

  test("after its owner has deleted it during speech: no part is left, and none is stored again", async () => {
    const page = await fixture.page();
    const sessionId = await page.start("en-US", [], { keepSound: true });
    page.speak(sessionId);
    await page.says(range(1, 55), 5, chunkSinging);
    await eventually("a part is stored", async () => (await partsOf(sessionId)) === 1);
    expect(await page.connection.ask("sound:delete", { sessionId })).toEqual({ ok: true });
    await page.says(range(56, 120), 5, chunkSinging);
    await page.stops();
    await expectCompleteTranscript(page, sessionId, range(1, 120));
    expect(await partsOf(sessionId)).toBe(0);
    expect(page.transcript.session).not.toHaveProperty("sound");
  });

  test("longer than its owner's days: the sweeper deletes it, and the text stays", async () => {
    const { page, sessionId } = await spoken(range(1, 20));
    const { database } = fixture.stack;
    await database.query("UPDATE session SET ended_at = now() - interval '8 days' WHERE id = $1", [sessionId]);
    await database.query(
      `INSERT INTO profile (user_id, sound_days) SELECT owner_id, 7 FROM session WHERE id = $1
        ON CONFLICT (user_id) DO UPDATE SET sound_days = 7`,
      [sessionId],
    );
    await eventually("the page is told", () => page.transcript.session && !("sound" in page.transcript.session));
    expect(await partsOf(sessionId)).toBe(0);
    expect((await page.stored(sessionId)).segments).not.toHaveLength(0);
  });
});

test("a deleted session leaves no sound, and the speaker's choice is stored for the next Start", async () => {
  const { page, sessionId } = await spoken(range(1, 20));
  expect(await partsOf(sessionId)).toBe(1);
  const { rows } = await fixture.stack.database.query(
    "SELECT keeps_sound FROM profile JOIN session ON owner_id = user_id WHERE id = $1",
    [sessionId],
  );
  expect(rows).toEqual([{ keeps_sound: true }]);
  await page.connection.ask("session:delete", { sessionId });
  expect(await partsOf(sessionId)).toBe(0);
});

test("the download of own data has the sound", async () => {
  const { page, sessionId } = await spoken(range(1, 20));
  const answer = await fetch(`${fixture.url()}/account/data`, { headers: { cookie: page.person.cookie } });
  const { sessions } = await answer.json();
  const file = await askSound(fixture.url(), page.person, sessionId);
  const pieces = sessions[0].soundOgg.map((piece: string) => Buffer.from(piece, "base64"));
  expect(Buffer.concat(pieces).equals(Buffer.from(await file.arrayBuffer()))).toBe(true);
});

test("a reader of a link does not learn that the sound is kept, and cannot get it", async () => {
  const { page, sessionId } = await spoken(range(1, 5));
  const owner = await RawSocket.connect(fixture.url(), page.person.token);
  const { token } = await share(owner, sessionId);
  const reader = await RawSocket.read(fixture.url(), { link: token });
  const read = await reader.ask("link:read", { wanted: ["es"], since: 0 });
  expect(read.ok).toBe(true);
  expect(JSON.stringify(read)).not.toMatch(/sound/i);
  expect(await reader.ask("sound:delete", { sessionId })).toMatchObject({ ok: false });
  expect(await partsOf(sessionId)).toBe(1);
  owner.close();
  reader.close();
});

describe("the operator decides", () => {
  test("KEEP_SOUND=always: the sound of a page that did not ask for it is stored, and served", async () => {
    const web = await fixture.stack.addWeb({ KEEP_SOUND: "always" });
    const page = await fixture.page({ web: fixture.stack.web.indexOf(web) });
    const sessionId = await page.start("en-US", [], { keepSound: false });
    expect((await page.stored(sessionId)).session.sound).toBe("keeping");
    page.speak(sessionId);
    await page.says(range(1, 60), 5, chunkSinging);
    await page.stops();
    await expectCompleteTranscript(page, sessionId, range(1, 60));
    expect(faultsOfSound(await readSamples(fixture.url(), page.person, sessionId), range(1, 60))).toEqual([]);
  });

  test("KEEP_SOUND=never: no sound is kept, although a page asks for it", async () => {
    const web = await fixture.stack.addWeb({ KEEP_SOUND: "never" });
    const page = await fixture.page({ web: fixture.stack.web.indexOf(web) });
    const sessionId = await page.start("en-US", [], { keepSound: true });
    const { session } = await page.stored(sessionId);
    expect(session.sound).toBeUndefined();
  });
});

async function partsOf(sessionId: string): Promise<number> {
  const { rows } = await fixture.stack.database.query(
    "SELECT count(*)::int AS parts FROM sound_part WHERE session_id = $1",
    [sessionId],
  );
  return rows[0].parts;
}

/** An hour, which is more than buffers between the server and a client hold. Sound that is missing is silence. */
async function lengthen(sessionId: string): Promise<void> {
  await fixture.stack.database.query("UPDATE session SET sound_end = $2 WHERE id = $1", [
    sessionId,
    3_600 * SAMPLE_RATE,
  ]);
}

async function downloadsOf(sessionId: string): Promise<number> {
  const { rows } = await fixture.stack.database.query(
    `SELECT count(*)::int AS downloads FROM audit_event e JOIN session s ON s.owner_id = e.user_id
      WHERE s.id = $1 AND e.kind = 'export' AND e.detail = 'sound'`,
    [sessionId],
  );
  return rows[0].downloads;
}
