import { expect, test } from "vitest";
import { msToSamples } from "#protocol/sound";
import { SteppedClock } from "#testing/google/stepped-clock";
import { chunkSaying } from "#testing/scripted/sound";
import { GoogleRecogniser } from "#worker/stt/google/recogniser";
import type { CallListener } from "#worker/stt/google/speech-call";

const CHUNK_MS = 200;
const WORDS = 190;

type Call = { readonly listener: CallListener; readonly messages: Uint8Array[] };

/** A speaker without a pause; after 30 s without a final the stream is cut. */
function speaksUntilCut() {
  const clock = new SteppedClock();
  const calls: Call[] = [];
  const recogniser = new GoogleRecogniser({
    open: (_, listener) => {
      const call: Call = { listener, messages: [] };
      calls.push(call);
      return { write: (sound) => call.messages.push(sound), end: () => {}, destroy: () => {} };
    },
    languages: ["en-US"],
    startSample: 0,
    clock,
    billed: () => {},
    release: () => {},
  });
  const chunks = Array.from({ length: WORDS }, (_, index) => Buffer.from(chunkSaying(index + 1)));
  let said = 0;
  const says = () => recogniser.write(chunks[said++] ?? new Uint8Array());
  while (calls.length < 2) {
    clock.pass(CHUNK_MS);
    says();
  }
  return { clock, calls, says, sound: Buffer.concat(chunks), isOver: () => said === WORDS, recogniser };
}

const final = (endMs: number) => ({
  text: "so it was",
  isFinal: true,
  isStable: false,
  endMs,
  words: [],
  language: "",
});

test.each([0, 250, 400, 1_500])(
  "a final that ends %i ms before a cut and arrives at any moment after it leaves the next stream all unsettled sound",
  (before) => {
    for (let after = 0; after <= 1_000; after += 50) {
      const { clock, calls, says, sound, isOver, recogniser } = speaksUntilCut();
      const [cut, next] = calls as [Call, Call];
      for (let passed = 0; passed < after; passed += 50) {
        clock.pass(50);
        if ((passed + 50) % CHUNK_MS === 0) says();
      }
      const sent = Buffer.concat(cut.messages).length / 2;
      cut.listener.answered([final(sent / msToSamples(1) - before)]);
      cut.listener.ended();
      while (!isOver()) {
        clock.pass(CHUNK_MS);
        says();
      }
      for (let left = 0; left < 10; left += 1) clock.pass(CHUNK_MS);
      expect(next.messages.filter(({ byteLength }) => byteLength === 0)).toEqual([]);
      const heard = Buffer.concat(next.messages);
      const from = 2 * (sent - msToSamples(2_000));
      expect(heard.equals(sound.subarray(from, from + heard.length)), `${after} ms after the cut`).toBe(true);
      expect(from + heard.length).toBeGreaterThan(sound.length - 2 * msToSamples(CHUNK_MS));
      recogniser.abort();
    }
  },
);
