import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCommonEnv } from "#platform/env";
import { createLog } from "#platform/log";
import { SAMPLE_RATE } from "#protocol/sound";
import { Budget } from "#redis/budget";
import { RESERVED_KEY } from "#redis/keys";
import { eventually } from "#testing/eventually";
import { type Person, signIn } from "#testing/people/person";
import { runFfmpeg } from "#testing/recordings/make-recordings";
import { ask, startImport, upload } from "#testing/recordings/upload-recording";
import { faultsOfSound } from "#testing/sound/compare-sound";
import { samplesOf } from "#testing/sound/melody";
import { readSamples } from "#testing/sound/read-sound";
import { expectCompleteTranscript, range } from "#testing/stack/expect-complete";
import { stackFixture } from "#testing/stack/stack-fixture";

const folder = mkdtempSync(join(tmpdir(), "interline-imports-"));
const fixture = stackFixture({ web: 2, workers: 1, env: { IMPORT_FOLDER: folder } });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A recording of a talk, in a container of video, whose sound is decoded to exactly these chunks. */
function recordingOf(numbers: readonly number[]): Buffer {
  const [raw, file] = [join(folder, "raw"), join(folder, "file")];
  writeFileSync(raw, Buffer.from(samplesOf(numbers).buffer));
  const pictures = ["-f", "lavfi", "-i", "testsrc=size=64x64:rate=1"];
  const sound = ["-f", "s16le", "-ar", String(SAMPLE_RATE), "-ac", "1", "-i", raw];
  runFfmpeg(...sound, ...pictures, "-shortest", "-c:a", "flac", "-f", "matroska", file);
  const bytes = readFileSync(file);
  for (const path of [raw, file]) rmSync(path);
  return bytes;
}

const NUMBERS = range(1, 400);
let talk: Buffer;
beforeAll(() => {
  talk = recordingOf(NUMBERS);
});

/** Uploads and starts; the page follows the session. */
async function imported(bytes = talk, more: object = {}) {
  const page = await fixture.page();
  const sent = await upload(fixture.url(), page.person, bytes);
  if (!("id" in sent)) throw new Error(`the upload was refused: ${sent.status} ${sent.body}`);
  const started = await startImport(fixture.url(), page.person, sent.id, more);
  if (!started.ok) throw new Error(`start was answered ${JSON.stringify(started)}`);
  page.follow(started.sessionId);
  return { page, sessionId: started.sessionId, id: sent.id };
}

async function nothingIsLeft(): Promise<void> {
  await eventually("the folder is empty", () => readdirSync(folder).length === 0);
  const { rows } = await fixture.stack.database.query("SELECT id FROM import");
  expect(rows).toEqual([]);
}

test("a recording becomes a session with all of its words and sound, and its file is deleted", async () => {
  const { page, sessionId } = await imported(talk, { keepSound: true });
  await expectCompleteTranscript(page, sessionId, NUMBERS);
  expect(page.transcript.session).toMatchObject({ title: "talk.mp4", recording: { name: "talk.mp4" } });
  expect(page.transcript.session?.continuableMs).toBeUndefined();
  expect(faultsOfSound(await readSamples(fixture.url(), page.person, sessionId), NUMBERS)).toEqual([]);
  await nothingIsLeft();
});

test("an import survives the death of its web process and of its worker, and loses and repeats nothing", async () => {
  const { stack } = fixture;
  const hold = { at: "hear", hold: true } as const;
  stack.faults.set(hold);
  const { page, sessionId } = await imported();
  const take = async () => Number(await stack.redis.hget(`interline:{${sessionId}}:take`, "n"));
  await eventually("sound waits in the mailbox", async () => (await take()) > 100);
  const { rows } = await stack.database.query<{ lease: string }>("SELECT lease FROM import");
  expect(rows).toHaveLength(1);
  await Promise.all([...stack.web, ...stack.workers].map((process) => process.kill()));
  stack.faults.lift(hold);
  await stack.mend({ web: 1, workers: 1 });
  const after = await fixture.page({ person: page.person });
  after.follow(sessionId);
  await expectCompleteTranscript(after, sessionId, NUMBERS);
  await nothingIsLeft();
});

test("an upload that broke off continues at another web process; two uploads of one file are two sessions", async () => {
  const person = await signIn(fixture.url());
  const first = await upload(fixture.url(), person, talk, 1);
  if (!("id" in first)) throw new Error(first.body);
  const half = await ask(fixture.url(1), person, "HEAD", `/${first.id}`);
  expect(Number(half.headers.get("upload-offset"))).toBeGreaterThan(0);
  expect(Number(half.headers.get("upload-offset"))).toBeLessThan(talk.byteLength);
  expect(await startImport(fixture.url(), person, first.id)).toEqual({ ok: false, fault: "lost" });

  const [whole, second] = await Promise.all([
    upload(fixture.url(1), person, talk, Infinity, first.id),
    upload(fixture.url(), person, talk),
  ]);
  if (!("id" in whole) || !("id" in second)) throw new Error("refused");
  const started = await Promise.all([
    startImport(fixture.url(), person, whole.id),
    startImport(fixture.url(), person, whole.id),
    startImport(fixture.url(1), person, second.id),
  ]);
  const ids = started.map((answer) => (answer.ok ? answer.sessionId : JSON.stringify(answer)));
  expect(ids[0]).toBe(ids[1]);
  expect(new Set(ids).size).toBe(2);
  for (const sessionId of new Set(ids)) {
    const page = await fixture.page({ person });
    page.follow(sessionId);
    await expectCompleteTranscript(page, sessionId, NUMBERS);
  }
  await nothingIsLeft();
});

test("another person, and one who is not signed in, get nothing of an upload", async () => {
  const [owner, other] = await Promise.all([signIn(fixture.url()), signIn(fixture.url())]);
  const sent = await upload(fixture.url(), owner, talk, 1);
  if (!("id" in sent)) throw new Error(sent.body);
  const statusOf = async (person: Person, method: string, path = "") =>
    (await ask(fixture.url(), person, method, `/${sent.id}${path}`)).status;
  for (const method of ["HEAD", "PATCH", "DELETE"]) expect(await statusOf(other, method)).toBe(404);
  expect(await statusOf(other, "POST", "/start")).toBe(404);
  const stranger = { token: "none", cookie: "" };
  for (const method of ["HEAD", "PATCH", "DELETE"]) expect(await statusOf(stranger, method)).toBe(401);
  expect((await ask(fixture.url(), stranger, "POST", "")).status).toBe(401);
  const foreign = { method: "DELETE", headers: { origin: "https://other.example", cookie: owner.cookie } };
  expect((await fetch(`${fixture.url()}/api/import/${sent.id}`, foreign)).status).toBe(403);
  const elsewhere = `${fixture.url()}/x/api/import/${sent.id}`;
  expect((await fetch(elsewhere, { method: "PATCH", body: Buffer.alloc(100_000) })).status).toBe(404);
  expect(await statusOf(owner, "DELETE")).toBe(204);
  await nothingIsLeft();
});

describe("refused", () => {
  test("a file that cannot be transcribed, with its reason, and it is deleted", async () => {
    const person = await signIn(fixture.url());
    const sent = await upload(fixture.url(), person, Buffer.from("These are words, and no sound.".repeat(99)));
    if (!("id" in sent)) throw new Error(sent.body);
    expect(await startImport(fixture.url(), person, sent.id)).toEqual({ ok: false, fault: "unreadable" });
    await nothingIsLeft();
  });

  test("languages that the engines do not know, and the upload can be started again with others", async () => {
    const person = await signIn(fixture.url());
    const sent = await upload(fixture.url(), person, recordingOf(range(1, 5)));
    if (!("id" in sent)) throw new Error(sent.body);
    const refused = await startImport(fixture.url(), person, sent.id, { sourceLang: "xx-XX" });
    expect(refused).toEqual({ ok: false, refusal: { kind: "unsupported-language", lang: "xx-XX" } });
    expect((await startImport(fixture.url(), person, sent.id)).ok).toBe(true);
    await nothingIsLeft();
  });

  test.each([
    ["a file that is too large", { IMPORT_MAX_BYTES: "1000" }, 413, "too-large"],
    ["more than one person may have", { IMPORT_BYTES_PER_USER: "1000" }, 507, "too-many-uploads"],
    ["more than the folder may hold", { IMPORT_BYTES: "1000" }, 507, "disk-full"],
    ["on a disk that is nearly full", { IMPORT_FREE_BYTES: "9000000000000000" }, 507, "disk-full"],
  ])("%s", async (_, env, status, fault) => {
    const web = await fixture.stack.addWeb(env);
    const url = `http://127.0.0.1:${web.port}`;
    const sent = await upload(url, await signIn(url), talk);
    await web.kill();
    expect(sent).toEqual({ status, body: JSON.stringify({ fault }) });
    await nothingIsLeft();
  });

  test("the rest of an upload for which the disk has no space, until it has space again", async () => {
    const page = await fixture.page();
    const sent = await upload(fixture.url(), page.person, talk, 1);
    if (!("id" in sent)) throw new Error(`the upload was refused: ${sent.status}`);
    const file = join(folder, sent.id);
    const arrived = readFileSync(file);
    // Every write to it fails for want of space.
    rmSync(file);
    symlinkSync("/dev/full", file);
    const full = await upload(fixture.url(), page.person, talk, Infinity, sent.id);
    expect(full).toEqual({ status: 507, body: JSON.stringify({ fault: "disk-full" }) });
    rmSync(file);
    writeFileSync(file, arrived);
    expect(await upload(fixture.url(), page.person, talk, 1, sent.id)).toEqual({ id: sent.id });
    const more = readFileSync(file);
    expect(more.length).toBeGreaterThan(arrived.length);
    expect(more.equals(talk.subarray(0, more.length))).toBe(true);
    expect((await ask(fixture.url(), page.person, "DELETE", `/${sent.id}`)).status).toBe(204);
    await nothingIsLeft();
  });

  test("all but one of many uploads that begin at once, where people without an account at an address may have one", async () => {
    const web = await fixture.stack.addWeb({ IMPORT_BYTES_PER_USER: "1500" });
    const url = `http://127.0.0.1:${web.port}`;
    const people = await Promise.all(Array.from({ length: 4 }, () => signIn(url)));
    const begin = async (person: Person) => {
      const headers = { authorization: `Bearer ${person.token}`, "tus-resumable": "1.0.0", "upload-length": "1000" };
      const answer = await fetch(`${url}/api/import`, { method: "POST", headers });
      const id = answer.headers.get("location")?.split("/").at(-1);
      return { person, id, status: answer.status };
    };
    const begun = await Promise.all([...people, ...people].map(begin));
    expect(begun.map(({ status }) => status).toSorted()).toEqual([201, ...Array(7).fill(507)]);
    for (const { person, id } of begun) if (id) await ask(url, person, "DELETE", `/${id}`);
    await web.kill();
    await nothingIsLeft();
  });
});

test("what a crash left of uploads is deleted, and refuses no others", async () => {
  const [file, about] = ["a".repeat(22), `${"b".repeat(22)}.json`].map((name) => join(folder, name)) as [
    string,
    string,
  ];
  const before = new Date(Date.now() - 120_000);
  for (const path of [file, about]) {
    writeFileSync(path, "{");
    utimesSync(path, before, before);
  }
  const other = await signIn(fixture.url());
  const sent = await upload(fixture.url(), other, Buffer.from("words"));
  if (!("id" in sent)) throw new Error(sent.body);
  expect(await startImport(fixture.url(), other, sent.id)).toEqual({ ok: false, fault: "unreadable" });
  await nothingIsLeft();
});

test("a person who is deleted leaves no upload, and an upload that nobody continues is deleted after a day", async () => {
  const page = await fixture.page();
  const abandoned = await upload(fixture.url(), page.person, talk, 1);
  if (!("id" in abandoned)) throw new Error(abandoned.body);
  const about = join(folder, `${abandoned.id}.json`);
  const made = JSON.parse(readFileSync(about, "utf8"));
  writeFileSync(about, JSON.stringify({ ...made, creation_date: new Date(Date.now() - 86_400_001).toISOString() }));
  await nothingIsLeft();
  await upload(fixture.url(), page.person, talk, 1);
  expect(readdirSync(folder)).toHaveLength(2);
  expect((await page.connection.ask("person:delete-own", { what: "everything" }))?.ok).toBe(true);
  await nothingIsLeft();
});

test("deleting the session ends its import and deletes the file; ending it keeps its words", async () => {
  const { stack } = fixture;
  stack.faults.set({ at: "hear", hold: true });
  const [deleted, ended] = [await imported(), await imported()];
  expect((await deleted.page.connection.ask("session:delete", { sessionId: deleted.sessionId }))?.ok).toBe(true);
  expect((await ended.page.connection.ask("stop", { sessionId: ended.sessionId }))?.ok).toBe(true);
  stack.faults.set();
  await eventually("it has ended", () => ended.page.transcript.session?.state === "ended");
  await nothingIsLeft();
});

test("an import whose budget is used up leaves its recogniser to others, and ends with its session", async () => {
  const { stack } = fixture;
  stack.faults.set({ at: "hear", hold: true });
  const { page, sessionId } = await imported();
  const isReserved = async () => (await stack.redis.zscore(RESERVED_KEY, sessionId)) !== null;
  await eventually("it has a recogniser", isReserved);
  const { rows } = await stack.database.query<{ owner_id: string; started_from: string }>(
    "SELECT owner_id, started_from FROM session WHERE id = $1",
    [sessionId],
  );
  const payer = { userId: rows[0]?.owner_id ?? "", addressHash: rows[0]?.started_from ?? "" };
  const env = readCommonEnv({
    NODE_ENV: "test",
    DATABASE_URL: stack.services.databaseUrl,
    REDIS_URL: stack.services.redis.url,
  });
  const budget = new Budget(stack.redis, env, createLog("test", "silent"));
  for (let seconds = 8_192; seconds >= 1; seconds /= 2) while ((await budget.spend("seconds", payer, seconds)).ok);
  stack.faults.set();
  await eventually("others have its recogniser", async () => !(await isReserved()));
  expect((await page.connection.ask("stop", { sessionId }))?.ok).toBe(true);
  await eventually("it has ended", () => page.transcript.session?.state === "ended");
  await nothingIsLeft();
});

test("of the files of people without an account at an address four are worked on at once; others wait longer than half an hour", async () => {
  const { stack } = fixture;
  stack.faults.set({ at: "hear", hold: true });
  const all = [await imported(), await imported(), await imported(), await imported(), await imported()];
  const last = all.at(-1);
  const leased = async () => {
    const { rows } = await stack.database.query<{ session_id: string }>(
      "SELECT session_id FROM import WHERE lease IS NOT NULL",
    );
    return rows.map((row) => row.session_id);
  };
  await eventually("four are worked on", async () => (await leased()).length === 4);
  // A session of the same age that waits for a speaker is ended by the sweep that also sees the import.
  const { page } = all[0] ?? {};
  const silent = await page?.connection.ask("session:start", { sourceLang: "en-US", targetLangs: [] });
  const silentId = silent?.ok ? silent.sessionId : "";
  const long = Date.now() - 7_200_000;
  for (const id of [silentId, last?.sessionId]) await stack.redis.hset(`interline:{${id}}:take`, "at", long);
  const stateOf = async (id = "") =>
    (await stack.database.query<{ state: string }>("SELECT state FROM session WHERE id = $1", [id])).rows[0]?.state;
  await eventually("the silent session has ended", async () => (await stateOf(silentId)) === "ended");
  expect(["live", "waiting"]).toContain(await stateOf(last?.sessionId));
  expect(await leased()).not.toContain(last?.sessionId);
  for (const { page: its, sessionId } of all)
    expect((await its.connection.ask("session:delete", { sessionId }))?.ok).toBe(true);
  stack.faults.set();
  await nothingIsLeft();
});
