import { expect, test } from "vitest";
import { spokenInOpus } from "#testing/examples/spoken-in-opus";
import { signIn } from "#testing/people/person";
import { RawSocket } from "#testing/stack/raw-socket";
import { stackFixture } from "#testing/stack/stack-fixture";

const fixture = stackFixture({ web: 1, workers: 1, env: { STT_ENGINE: "pocketsphinx" } });
const spoken = spokenInOpus();
const last = spoken.chunks.length;
/** 2 s of silence as PCM: clients may mix both. */
const SILENT_CHUNKS = 10;
const LOST_CHUNKS = 15;

test("a session in Opus is recognised over a reconnect, a repeated, a lost and a malformed chunk, and beside PCM", async () => {
  const { token } = await signIn(fixture.url());
  let socket = await RawSocket.connect(fixture.url(), token);
  const { sessionId, take } = await socket.speakInNew();
  const chunk = (n: number, sound: object) => socket.ask("chunk", { take, n, ...sound });
  const say = async (from: number, [first, end] = [0, last]) => {
    for (const [i, opus] of spoken.chunks.slice(first, end).entries())
      expect(await chunk(from + i, { opus })).toMatchObject({ ok: true });
  };
  const beSilent = async (from: number) => {
    for (let i = 0; i < SILENT_CHUNKS; i += 1)
      expect(await chunk(from + i, { sound: new Uint8Array(6_400) })).toMatchObject({ ok: true });
  };

  await say(1, [0, 5]);
  socket.close();
  socket = await RawSocket.connect(fixture.url(), token);
  expect(await socket.ask("speak", { sessionId, take })).toMatchObject({ ok: true, expected: 6, opus: true });
  // The acknowledgement of the chunk before was lost.
  await say(5, [4, last]);
  const cut = { opus: spoken.chunks[0]?.subarray(0, -1) };
  const refused = await chunk(last + 1, cut);
  expect(refused).toMatchObject({ ok: false, refusal: { kind: "invalid" } });
  expect(JSON.stringify(refused)).toContain("packet 12 of 12 is cut off");
  await beSilent(last + 1);
  const lost = { take, from: last + SILENT_CHUNKS + 1, to: last + SILENT_CHUNKS + LOST_CHUNKS };
  expect(await socket.ask("lost", lost)).toMatchObject({ ok: true });
  await say(lost.to + 1);
  await beSilent(lost.to + 1 + last);
  const after = { take, n: lost.to + 1 + last + SILENT_CHUNKS };
  expect(await socket.ask("stop", { sessionId, after })).toMatchObject({ ok: true });

  const text = await socket.readEnded(sessionId);
  const words = text.toLowerCase().replaceAll(/[^a-z ]/g, "");
  expect(words.split(spoken.words)).toHaveLength(3);
  const { segments } = await socket.stored(sessionId);
  expect(segments.filter(({ kind }) => kind === "gap").map(({ startMs, endMs }) => endMs - startMs)).toEqual([3_000]);
  socket.close();
});
