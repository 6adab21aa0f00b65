import { describe, expect, test } from "vitest";
import { linkExportAddress } from "#app/export/address";
import { eventually } from "#testing/eventually";
import { type Person, signIn } from "#testing/people/person";
import { RawSocket } from "#testing/stack/raw-socket";
import { share } from "#testing/stack/reader";
import { stackFixture } from "#testing/stack/stack-fixture";

const PER_USER = 12;
const PER_LINK = 5;
const fixture = stackFixture({
  web: 1,
  workers: 1,
  env: { FILES_PER_USER_MINUTE: String(PER_USER), FILES_PER_LINK_MINUTE: String(PER_LINK) },
});
const { url } = fixture;

/** The most expensive line: 4,000 characters without a space in a language that is cut with a dictionary. */
const WORST_LINE = "ความสุขทั้งหมดของน้ำเค็ม".repeat(200).slice(0, 4_000);

async function sessionOf(lines: number, text = WORST_LINE) {
  const person = await signIn(url());
  const socket = await RawSocket.connect(url(), person.token);
  const { sessionId } = await socket.speakInNew();
  await fixture.stack.database.query(
    `INSERT INTO segment (session_id, seq, text, lang, start_ms, end_ms, epoch, rev)
     SELECT $1, n, $2, 'th-TH', n * 4000, n * 4000 + 3900, 0, n FROM generate_series(1, $3::int) n`,
    [sessionId, text, lines],
  );
  return { person, socket, sessionId };
}

const exportOf = (person: Person, sessionId: string, format: string, signal?: AbortSignal) =>
  fetch(`${url()}/api/sessions/${sessionId}/export?format=${format}`, {
    headers: { authorization: `Bearer ${person.token}` },
    ...(signal && { signal }),
  });

async function counted(outcome: string): Promise<number> {
  const text = await (await fetch(`${url()}/metrics`)).text();
  return Number(new RegExp(`interline_exports_total\\{outcome="${outcome}"\\} (\\d+)`).exec(text)?.[1] ?? 0);
}

describe("the file of a session that is expensive to export", () => {
  test("does not delay the answers to another person's socket", async () => {
    const [{ person, sessionId }, other] = [await sessionOf(15), await sessionOf(1, "salt")];
    const files = Promise.all(
      ["srt", "docx"].map(async (format) => {
        const answer = await exportOf(person, sessionId, format);
        return { status: answer.status, bytes: (await answer.arrayBuffer()).byteLength };
      }),
    );
    let isMade = false;
    const done = files.finally(() => {
      isMade = true;
    });
    const took: number[] = [];
    while (!isMade) {
      const asked = performance.now();
      expect(await other.socket.ask("session:join", { sessionId: other.sessionId, since: 0 })).toMatchObject({
        ok: true,
      });
      took.push(performance.now() - asked);
    }
    const [srt, docx] = await done;
    expect(srt).toMatchObject({ status: 200 });
    expect(srt?.bytes).toBeGreaterThan(15 * 4_000 * 3);
    expect(docx).toMatchObject({ status: 200 });
    took.sort((one, two) => one - two);
    expect(took.length).toBeGreaterThan(20);
    // A limit, not a measurement: on the event loop, these files would delay every answer for seconds.
    expect(took[Math.floor(took.length * 0.95)]).toBeLessThan(1_000);
  });

  test("is cancelled when its client disconnects, and the next one is made", async () => {
    const { person, sessionId } = await sessionOf(60);
    const before = await counted("cancelled");
    for (const format of ["srt", "docx"]) {
      const gone = new AbortController();
      const asked = exportOf(person, sessionId, format, gone.signal);
      if (format === "srt") await (await asked).body?.getReader().read();
      gone.abort();
      await asked.catch(() => {});
    }
    await eventually("both are given up", async () => (await counted("cancelled")) === before + 2);
    expect((await exportOf(person, sessionId, "json")).status).toBe(200);
  });
});

describe("exports at the same time", () => {
  test("are limited to two per person: the third gets a time to retry after, and another person is served", async () => {
    const [{ person, sessionId }, other] = [await sessionOf(60), await sessionOf(1, "salt")];
    const gone = new AbortController();
    const two = [1, 2].map(() => exportOf(person, sessionId, "srt", gone.signal).catch(() => null));
    const refused = await eventually("both are under way", async () => {
      const answer = await exportOf(person, sessionId, "txt", gone.signal);
      await answer.body?.cancel();
      return answer.status === 429 && answer;
    });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await (await exportOf(other.person, other.sessionId, "srt")).text()).toContain("salt");
    gone.abort();
    await Promise.all(two);
  });
});

test("the download of own data has every line, and counts as an export", async () => {
  // More lines than one page of the download.
  const { person, sessionId } = await sessionOf(45, "salt");
  const data = () => fetch(`${url()}/account/data`, { headers: { authorization: `Bearer ${person.token}` } });
  const { sessions } = await (await data()).json();
  expect(sessions).toMatchObject([{ id: sessionId, shareLinks: [] }]);
  const lines: { seq: number; text: string; translations: [] }[] = sessions[0].segments;
  expect(lines.map(({ seq }) => seq)).toEqual(Array.from({ length: 45 }, (_, at) => at + 1));
  expect(lines[44]).toMatchObject({ text: "salt", translations: [], earlierTexts: [] });
  for (let n = 1; n < PER_USER; n += 1) await (await data()).arrayBuffer();
  expect((await data()).status).toBe(429);
});

describe("exports within a minute", () => {
  test("are limited per person, with a refusal in the person's language", async () => {
    const { person, sessionId } = await sessionOf(1, "salt");
    for (let n = 0; n < PER_USER; n += 1) expect((await exportOf(person, sessionId, "txt")).status).toBe(200);
    const refused = await fetch(`${url()}/api/sessions/${sessionId}/export?format=txt`, {
      headers: { authorization: `Bearer ${person.token}`, "accept-language": "vi" },
    });
    expect(refused.status).toBe(429);
    const seconds = refused.headers.get("retry-after");
    expect(Number(seconds)).toBeLessThanOrEqual(60);
    expect(await refused.text()).toBe(`Đang có quá nhiều tệp được tạo. Hãy thử lại sau ${seconds} giây.`);
  });

  test("are limited per link for all its readers together; its owner and another link are served", async () => {
    const { person, socket, sessionId } = await sessionOf(1, "salt");
    const [{ token }, beside] = [
      await share(socket, sessionId, { mayExport: true }),
      await share(socket, sessionId, { mayExport: true }),
    ];
    const by = (link: string) => fetch(url() + linkExportAddress(link, { format: "txt", lang: null, original: false }));
    for (let n = 0; n < PER_LINK; n += 1) expect(await (await by(token)).text()).toContain("salt");
    expect((await by(token)).status).toBe(429);
    expect((await by(beside.token)).status).toBe(200);
    expect((await exportOf(person, sessionId, "txt")).status).toBe(200);
  });
});
