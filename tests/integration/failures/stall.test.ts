import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHUNK_BYTES } from "#protocol/sound";
import type { Continuation } from "#redis/continuation";
import { takeKey } from "#redis/keys";
import { entriesIn } from "#redis/mailbox";
import { readPresence } from "#redis/presence";
import { eventually } from "#testing/eventually";
import { join16, SENTENCES, silence, speak, wordsOf } from "#testing/examples/speech";
import { SpeechStandIn } from "#testing/google/speech";
import { signIn } from "#testing/people/person";
import { chunkSaying } from "#testing/scripted/sound";
import { range } from "#testing/stack/expect-complete";
import { onceAWorkerServes } from "#testing/stack/once-a-worker-serves";
import { RawSocket } from "#testing/stack/raw-socket";
import { Stack } from "#testing/stack/stack";

const chunksOf = (sound: Uint8Array) =>
  range(0, Math.ceil(sound.length / CHUNK_BYTES) - 1).map((at) => {
    const chunk = new Uint8Array(CHUNK_BYTES);
    chunk.set(sound.subarray(at * CHUNK_BYTES, (at + 1) * CHUNK_BYTES));
    return chunk;
  });

/** A speaker who sends chunks of a recording, from one number to another. */
async function speaker(stack: Stack, chunks: readonly Uint8Array[]) {
  const url = `http://127.0.0.1:${stack.web[0]?.port}`;
  const { token } = await signIn(url);
  const socket = await RawSocket.connect(url, token);
  const { sessionId, take } = await socket.speakInNew();
  const one = {
    socket,
    sessionId,
    async says(from: number, to = chunks.length) {
      for (const n of range(from, to)) {
        const { ok } = await onceAWorkerServes(() => one.socket.ask("chunk", { take, n, sound: chunks[n - 1] }));
        expect(ok).toBe(true);
      }
    },
    async comesBack() {
      one.socket = await RawSocket.connect(url, token);
      expect(await one.socket.ask("speak", { sessionId, take })).toMatchObject({ ok: true });
    },
    async ends(said = chunks.length) {
      await one.socket.ask("stop", { sessionId, after: { take, n: said + 1 } });
      const words = wordsOf(await one.socket.readEnded(sessionId));
      one.socket.close();
      return words;
    },
  };
  return one;
}

/** Waits until the worker has stopped waiting for sound and has left unsettled sound in the mailbox. */
async function whenHeld(stack: Stack, sessionId: string, continuation: Continuation = "expected") {
  await eventually("its sound is held in the mailbox, or none is left", async () => {
    const held = await stack.redis.hget(takeKey(sessionId), "held");
    return held ? held.endsWith(continuation) : (await entriesIn(stack.redis, sessionId)) === 0;
  });
}

/** The words of speakers who speak at once; each stops sending at one of these places while `stall` lasts. */
async function heard(
  stack: Stack,
  sound: Uint8Array,
  places: readonly number[],
  stall: (sessionId: string) => Promise<unknown>,
) {
  const chunks = chunksOf(sound);
  return Promise.all(
    places.map(async (place) => {
      const { says, ends, sessionId } = await speaker(stack, chunks);
      await says(1, place);
      if (place > 0) await stall(sessionId);
      await says(place + 1);
      return ends();
    }),
  );
}

// No word ends with a chunk: an engine that is closed there recognises two halves.
const WORDS = [...range(1, 6), 0, 0, 0, ...range(7, 12), 0, 0, 0, ...range(13, 18), 0, 0, 0];
const SOUND = join16(new Uint8Array(2 * 1_111), ...WORDS.map(chunkSaying));
const written = (numbers: readonly number[]) => numbers.map((number) => `w${number}`);

describe("a stall in mid-sentence", () => {
  const google = new SpeechStandIn();
  let stack: Stack;
  beforeAll(async () => {
    const env = {
      STT_ENGINE: "google",
      SPEECH_EMULATOR_HOST: await google.listen(),
      GOOGLE_CLOUD_PROJECT: "demo",
      METADATA_SERVER_DETECTION: "none",
    };
    stack = await Stack.start({ web: 1, workers: 1, env });
  });
  afterAll(async () => {
    await stack.close();
    google.close();
  });

  test.each([
    ["three sentences", "with", 18],
    ["a sentence", "without", 6],
  ])("at each chunk of %s changes no word, %s word times", async (_, times, last) => {
    google.hears({ hasTimes: times === "with" });
    const sound = SOUND.subarray(0, 1.5 * last * CHUNK_BYTES);
    const places = range(1, chunksOf(sound).length - 1);
    const all = await heard(stack, sound, places, (sessionId) => whenHeld(stack, sessionId));
    expect(all.map((found, at) => [places[at], found])).toEqual(places.map((at) => [at, written(range(1, last))]));
  });

  test("ends at once when the speaker stops or pauses, and the recognised half of the last word is kept", async () => {
    google.hears({});
    const [stops, pauses] = await Promise.all([speaker(stack, chunksOf(SOUND)), speaker(stack, chunksOf(SOUND))]);
    await Promise.all([stops.says(1, 5), pauses.says(1, 5)]);
    await Promise.all([stops, pauses].map(({ sessionId }) => whenHeld(stack, sessionId)));
    expect(await entriesIn(stack.redis, pauses.sessionId)).toBeGreaterThan(0);
    await pauses.socket.ask("pause", { isPaused: true });
    const said = [...written(range(1, 4)), "half5"];
    expect(await stops.ends(5)).toEqual(said);
    expect((await pauses.socket.read(pauses.sessionId, 1)).flatMap(wordsOf)).toEqual(said);
    await eventually("its mailbox is empty", async () => (await entriesIn(stack.redis, pauses.sessionId)) === 0);
    pauses.socket.close();
  });

  test("after 15 s the recognised half of a cut word is settled; while the page is offline the word is kept, also across workers", async () => {
    google.hears({});
    const [stays, goes] = await Promise.all([speaker(stack, chunksOf(SOUND)), speaker(stack, chunksOf(SOUND))]);
    await Promise.all([stays.says(1, 5), goes.says(1, 5)]);
    await Promise.all([stays, goes].map(({ sessionId }) => whenHeld(stack, sessionId)));
    goes.socket.close();
    await eventually("its page is offline", async () => (await readPresence(stack.redis, goes.sessionId)) === "away");
    await Promise.all(stack.workers.map((worker) => worker.kill()));
    await stack.mend({ web: 1, workers: 1 });
    // The sweeper has the sound recognised once more.
    for (const { sessionId } of [stays, goes]) await stack.redis.hincrby(takeKey(sessionId), "at", -15_000);
    expect((await stays.socket.read(stays.sessionId, 1)).flatMap(wordsOf)).toEqual([...written(range(1, 4)), "half5"]);
    await eventually("its mailbox is empty", async () => (await entriesIn(stack.redis, stays.sessionId)) === 0);
    stays.socket.close();
    await whenHeld(stack, goes.sessionId, "possible");
    await goes.comesBack();
    expect((await goes.socket.read(goes.sessionId, 1)).flatMap(wordsOf)).toEqual(written(range(1, 3)));
    expect(await entriesIn(stack.redis, goes.sessionId)).toBeGreaterThan(0);
    await goes.says(6);
    expect(await goes.ends()).toEqual(written(range(1, 18)));
  });
});

test("PocketSphinx recognises the same words with and without 4 s without sound in mid-sentence", async () => {
  const stack = await Stack.start({ web: 1, workers: 1, env: { STT_ENGINE: "pocketsphinx", RECOGNISERS: "6" } });
  // Not the first sentence: whether its first word is settled as "good" or "the" depends on how busy the machine is.
  const sound = join16(...SENTENCES.slice(1, 3).flatMap((text) => [silence(400), speak(text), silence(600)]));
  const [whole, ...stalled] = await heard(stack, sound, [0, 15], () => delay(4_000));
  expect(whole?.length).toBeGreaterThan(10);
  expect(stalled).toEqual(stalled.map(() => whole));
  await stack.close();
});
