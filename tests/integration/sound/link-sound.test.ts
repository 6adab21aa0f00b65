import { beforeAll, describe, expect, test } from "vitest";
import { PASS_COOKIE } from "#app/export/address";
import { SAMPLE_RATE } from "#protocol/sound";
import { eventually } from "#testing/eventually";
import type { Person } from "#testing/people/person";
import { chunkSinging } from "#testing/sound/melody";
import { askSound } from "#testing/sound/read-sound";
import { expectCompleteTranscript, range } from "#testing/stack/expect-complete";
import { RawSocket } from "#testing/stack/raw-socket";
import { type ShareWish, share } from "#testing/stack/reader";
import { stackFixture } from "#testing/stack/stack-fixture";

const fixture = stackFixture({ web: 1, workers: 1, env: { FILES_PER_LINK_MINUTE: "2" } });
const { url } = fixture;

/** A session that is over, with 4 s of sound. */
let person: Person;
let sessionId: string;
let owner: RawSocket;

beforeAll(async () => {
  const page = await fixture.page();
  sessionId = await page.start("en-US", [], { keepSound: true });
  page.speak(sessionId);
  await page.says(range(1, 20), 5, chunkSinging);
  await page.stops();
  await expectCompleteTranscript(page, sessionId, range(1, 20));
  person = page.person;
  owner = await RawSocket.connect(url(), person.token);
});

const link = (wish: ShareWish = {}) => share(owner, sessionId, { mayHear: true, ...wish });

const hear = (token: string, { query = "", headers = {} as Record<string, string> } = {}) =>
  fetch(`${url()}/r/${token}/sound${query}`, { headers: { range: "bytes=0-99", ...headers } });

const statusOf = async (token: string, asked?: Parameters<typeof hear>[1]) => (await hear(token, asked)).status;

test("a link that allows it gives its readers the bytes that the owner gets, and says so; another link does neither", async () => {
  const { token, mayHear } = await link();
  expect(mayHear).toBe(true);
  const whole = Buffer.from(await (await askSound(url(), person, sessionId)).arrayBuffer());
  const part = await hear(token, { headers: { range: "bytes=500-1499" } });
  expect([part.status, part.headers.get("content-range")]).toEqual([206, `bytes 500-1499/${whole.byteLength}`]);
  expect(Buffer.from(await part.arrayBuffer()).equals(whole.subarray(500, 1_500))).toBe(true);
  const wav = await hear(token, { query: "?format=wav" });
  expect([wav.status, wav.headers.get("content-type")]).toEqual([206, "audio/wav"]);
  const mayOf = async (read: string) => {
    const reader = await RawSocket.read(url(), { link: read });
    const { may } = await reader.ask("link:read", { wanted: ["es"], since: 0 });
    reader.close();
    return may;
  };
  expect(await mayOf(token)).toMatchObject({ hear: true });
  const silent = await link({ mayHear: false });
  expect(await mayOf(silent.token)).toMatchObject({ hear: false });
  expect(await statusOf(silent.token)).toBe(404);
  expect(await statusOf("unknown")).toBe(404);
  expect(await statusOf(token, { query: "?format=mp3" })).toBe(400);
});

test("a link without the original cannot be made with the sound", async () => {
  const wish = { sessionId, mayHear: true, original: false };
  expect(await owner.ask("link:create", wish)).toMatchObject({
    ok: false,
    refusal: { kind: "invalid", message: "a link without the original cannot let readers listen" },
  });
});

test("a link with a password gives the sound to those who know it, by the cookie of a player", async () => {
  const { token } = await link({ password: "sal y agua" });
  expect(await statusOf(token)).toBe(404);
  const reader = await RawSocket.read(url(), { link: token });
  const { pass } = await reader.ask("link:unlock", { password: "sal y agua" });
  reader.close();
  expect(await statusOf(token, { headers: { cookie: `${PASS_COOKIE}=${pass}` } })).toBe(206);
  expect(await statusOf(token, { headers: { cookie: `${PASS_COOKIE}=${pass}x` } })).toBe(404);
});

test("a file to save needs the right to export; whole files are limited per link, and recorded", async () => {
  const { token } = await link();
  expect(await statusOf(token, { query: "?download=1" })).toBe(404);
  const both = await link({ mayExport: true });
  const save = () => statusOf(both.token, { query: "?download=1" });
  expect([await save(), await save(), await save()]).toEqual([206, 206, 429]);
  await eventually("both are recorded", async () => {
    const { rows } = await fixture.stack.database.query("SELECT 1 FROM audit_event WHERE detail = 'link-sound'");
    return rows.length === 2;
  });
});

describe("a link that is no longer valid gives no sound:", () => {
  test("expired", async () => {
    const { id, token } = await link({ lifetime: "hour" });
    await fixture.stack.database.query("UPDATE share_link SET expires_at = now() WHERE id = $1", [id]);
    expect(await statusOf(token)).toBe(404);
  });

  test("revoked, also while it is played", async () => {
    const { id, token } = await link();
    // More than the buffers between the server and a client hold.
    await fixture.stack.database.query("UPDATE session SET sound_end = $2 WHERE id = $1", [
      sessionId,
      3_600 * SAMPLE_RATE,
    ]);
    const { status, body } = await hear(token, { query: "?format=wav", headers: { range: "bytes=44-" } });
    expect(status).toBe(206);
    await owner.ask("link:revoke", { linkId: id });
    expect(await statusOf(token)).toBe(404);
    const reader = body?.getReader();
    const readAll = async () => {
      while (!(await reader?.read())?.done);
    };
    await expect(readAll()).rejects.toThrow();
  });

  test("its session's sound was deleted", async () => {
    const { token } = await link();
    expect(await owner.ask("sound:delete", { sessionId })).toEqual({ ok: true });
    expect(await statusOf(token)).toBe(404);
  });
});
