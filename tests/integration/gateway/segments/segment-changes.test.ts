import { afterEach, beforeEach, expect, test } from "vitest";
import { segmentsInOrder } from "#protocol/reduce";
import type { Segment } from "#protocol/transcript";
import { eventually } from "#testing/eventually";
import { signIn } from "#testing/people/person";
import { chunkSaying } from "#testing/scripted/sound";
import { range } from "#testing/stack/expect-complete";
import { RawSocket } from "#testing/stack/raw-socket";
import { Reader, share } from "#testing/stack/reader";
import { stackFixture } from "#testing/stack/stack-fixture";

const fixture = stackFixture({ web: 2, workers: 1 });
const { url } = fixture;

let owner: RawSocket;
let sessionId: string;
let whole: Reader;
let translated: Reader;

/** Three segments of five words each, and two readers: one of everything, one of the translations alone. */
beforeEach(async () => {
  owner = await RawSocket.connect(url(0), (await signIn(url(0))).token);
  const made = await owner.speakInNew(["es"]);
  sessionId = made.sessionId;
  const links = [await share(owner, sessionId), await share(owner, sessionId, { original: false })] as const;
  [whole, translated] = links.map(({ token }) => Reader.open(url(1), token)) as [Reader, Reader];
  for (const n of range(1, 15)) await owner.ask("chunk", { take: made.take, n, sound: chunkSaying(n) });
  await eventually("both read all lines", () =>
    [whole, translated].every((one) => one.translations("es").length === 3),
  );
});
afterEach(() => {
  for (const one of [owner, whole, translated]) one.close();
});

const shownBy = (reader: Reader) => segmentsInOrder(reader.snapshot.transcript);
const textsOf = (reader: Reader) => shownBy(reader).map(({ text }) => text);

/** A segment as its owner's page names it in a change. */
function seen(at: number) {
  const { seq, part, rev } = shownBy(whole)[at] as Segment;
  return { seq, expected: rev, ...(part !== undefined && { part }) };
}

/** Both readers have the translation of each segment's present text, and the reader without the original has no text. */
async function expectSameForBoth(texts: readonly string[]): Promise<void> {
  await eventually("the lines are there", () => textsOf(whole).join("|") === texts.join("|"));
  const wanted = texts.map((text) => `[es] ${text}`).join("|");
  const isThere = (reader: Reader) => reader.translations("es").join("|") === wanted;
  await eventually("both have the translations of the present texts", () => isThere(whole) && isThere(translated));
  expect(textsOf(translated)).toEqual(texts.map(() => ""));
  expect(shownBy(translated).map(({ seq, part, rev }) => [seq, part, rev])).toEqual(
    shownBy(whole).map(({ seq, part, rev }) => [seq, part, rev]),
  );
}

test("readers of a link see a segment corrected, split, joined and deleted during a live session", async () => {
  const [one = "", two = "", three = ""] = textsOf(whole);
  expect(await owner.ask("segment:correct", { sessionId, ...seen(0), text: "Bến Tre" })).toMatchObject({ ok: true });
  await expectSameForBoth(["Bến Tre", two, three]);

  const at = two.indexOf(" ");
  expect(await owner.ask("segment:split", { sessionId, ...seen(1), at })).toEqual({ ok: true });
  const [head, tail] = [two.slice(0, at), two.slice(at + 1)];
  await expectSameForBoth(["Bến Tre", head, tail, three]);

  expect(await owner.ask("segment:merge", { sessionId, ...seen(0), next: seen(1) })).toEqual({ ok: true });
  await expectSameForBoth([`Bến Tre ${head}`, tail, three]);

  expect(await owner.ask("segment:delete", { sessionId, ...seen(1) })).toEqual({ ok: true });
  await expectSameForBoth([`Bến Tre ${head}`, three]);

  // A page that joins later gets the same, and no word of the deleted segments.
  const { changes } = await owner.ask("session:join", { sessionId, since: 0 });
  expect((changes as { segments: unknown[] }).segments).toEqual(shownBy(whole));
  for (const word of [one, tail]) expect(JSON.stringify(changes)).not.toContain(word);
});

test("a correction that is stored while Redis is out of memory is answered ok, published, and its translation is owed", async () => {
  const [, two = "", three = ""] = textsOf(whole);
  const before = shownBy(whole)[0] as Segment;
  await fixture.stack.redis.config("SET", "maxmemory", "1mb");
  try {
    const saved = await owner.ask("segment:correct", { sessionId, ...seen(0), text: "Bến Tre" });
    expect(saved).toMatchObject({ ok: true });
    // The author saves again and does not conflict with their own correction.
    const again = { sessionId, seq: before.seq, expected: saved.rev, text: "Bến Tre, 1968" };
    expect(await owner.ask("segment:correct", again)).toMatchObject({ ok: true });
    await eventually("the readers see it", () => textsOf(whole).join("|") === ["Bến Tre, 1968", two, three].join("|"));
    expect(await owner.ask("segment:split", { sessionId, ...seen(1), at: two.indexOf(" ") })).toEqual({ ok: true });
    const { rows } = await fixture.stack.database.query(
      "SELECT DISTINCT seq, lang FROM untranslated WHERE session_id = $1 ORDER BY seq",
      [sessionId],
    );
    expect(rows).toEqual([
      { seq: before.seq, lang: "es" },
      { seq: shownBy(whole)[1]?.seq, lang: "es" },
    ]);
  } finally {
    await fixture.stack.redis.config("SET", "maxmemory", "0");
  }
});

test("one of two changes of a segment at once is refused, and a page that was away catches up", async () => {
  const { rev } = (await owner.ask("session:join", { sessionId, since: 0 })).changes as { rev: number };
  const both = await Promise.all([
    owner.ask("segment:delete", { sessionId, ...seen(1) }),
    owner.ask("segment:merge", { sessionId, ...seen(0), next: seen(1) }),
  ]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(both.find(({ ok }) => !ok)?.refusal?.kind).toMatch(/^(edited|not-found)$/);
  const { changes } = await owner.ask("session:join", { sessionId, since: rev });
  expect((changes as { segments: Segment[] }).segments.filter(({ removed }) => removed)).toMatchObject([
    { seq: 2, text: "", removed: true },
  ]);
  expect(await owner.ask("segment:split", { sessionId, ...seen(0), seq: 99, at: 3 })).toMatchObject({
    refusal: { kind: "not-found" },
  });
});
