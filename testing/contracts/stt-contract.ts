import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EngineError } from "#worker/engine-error";
import type { Recogniser, RecogniserEvent, SpeechToText } from "#worker/stt/port";
import { join16 } from "../examples/speech";

type Final = Extract<RecogniserEvent, { type: "final" }>;

export type ContractSample = {
  /** Two pieces of speech with their texts; each ends with a pause that makes it final. */
  readonly pieces: readonly [{ sound: Uint8Array; text: string }, { sound: Uint8Array; text: string }];
  /** Two seconds of silence or more. */
  readonly silence: Uint8Array;
  /** For an engine that writes capitals and punctuation: the text to compare. */
  readonly plain?: (text: string) => string;
};

export async function collect(recogniser: Recogniser): Promise<RecogniserEvent[]> {
  const events: RecogniserEvent[] = [];
  for await (const event of recogniser.events) events.push(event);
  return events;
}

export function finals(events: readonly RecogniserEvent[]): Final[] {
  return events.filter((event) => event.type === "final");
}

export function textOf(events: readonly RecogniserEvent[]): string {
  return finals(events)
    .map(({ text }) => text)
    .join(" ");
}

/** The contract of every speech-to-text engine. */
export function describeSpeechToText(name: string, create: () => SpeechToText, sample: () => ContractSample): void {
  describe(`${name} as a SpeechToText`, () => {
    const START = 48_000;
    let stt: SpeechToText;
    let given: ContractSample;
    let both: Uint8Array;

    beforeAll(() => {
      stt = create();
      given = sample();
      both = join16(given.pieces[0].sound, given.pieces[1].sound, given.silence);
    });
    afterAll(() => stt.close());

    const wordsIn = (events: readonly RecogniserEvent[]) => {
      const text = textOf(events);
      return given.plain ? given.plain(text) : text;
    };
    const open = (startSample = START) => stt.open({ language: stt.languages[0] ?? "", startSample });

    async function hear(sound: Uint8Array, startSample = START): Promise<RecogniserEvent[]> {
      const recogniser = await open(startSample);
      recogniser.write(sound);
      recogniser.end();
      return collect(recogniser);
    }

    it("returns the words, on the session's clock and in order", async () => {
      const events = await hear(both);
      expect(wordsIn(events)).toBe(`${given.pieces[0].text} ${given.pieces[1].text}`);
      let before = START;
      for (const { startSample, endSample, words } of finals(events)) {
        expect(startSample).toBeGreaterThanOrEqual(before);
        expect(endSample).toBeGreaterThan(startSample);
        expect(endSample).toBeLessThanOrEqual(START + both.length / 2);
        for (const { startMs, endMs, confidence } of words ?? []) {
          expect(startMs).toBeGreaterThanOrEqual(Math.floor(before / 16));
          expect(endMs).toBeGreaterThanOrEqual(startMs);
          expect(endMs).toBeLessThanOrEqual(Math.ceil(endSample / 16));
          expect(confidence).toBeGreaterThanOrEqual(0);
          expect(confidence).toBeLessThanOrEqual(1);
        }
        before = endSample;
      }
    });

    it("returns a hypothesis before the final, and none covers sound that was not written", async () => {
      const events = await hear(both);
      const first = events.findIndex((event) => event.type === "final");
      expect(events.slice(0, first).some((event) => event.type === "hypothesis" && event.text !== "")).toBe(true);
      for (const event of events) {
        if (event.type === "hypothesis") expect(event.covered).toBeLessThanOrEqual(START + both.length / 2);
      }
    });

    it("returns the same words for sound in writes of any size", async () => {
      const recogniser = await open();
      for (let at = 0, size = 2; at < both.length; at += size, size = (size * 7 + 2) % 9_998) {
        if (size % 2 === 1) size += 1;
        recogniser.write(both.subarray(at, at + size));
      }
      recogniser.end();
      expect(wordsIn(await collect(recogniser))).toBe(`${given.pieces[0].text} ${given.pieces[1].text}`);
    });

    it("returns no final in silence, and reports quiet up to its end", async () => {
      const events = await hear(join16(given.silence, given.silence));
      expect(finals(events)).toEqual([]);
      const quiet = events.filter((event) => event.type === "quiet").map(({ upToSample }) => upToSample);
      expect(quiet).toEqual(quiet.toSorted((a, b) => a - b));
      expect(quiet.at(-1)).toBe(START + given.silence.length);
    });

    it("loses and repeats no word when it is opened again at the end of a final or pause", async () => {
      const whole = await hear(both);
      const anchors = whole
        .filter((event) => event.type !== "hypothesis")
        .map((event) => (event.type === "final" ? event.endSample : event.upToSample));
      const firstEnd = finals(whole)[0]?.endSample ?? 0;
      const anchor = anchors.find((at) => at >= firstEnd && at < START + both.length / 2) ?? 0;
      expect(anchor).toBeGreaterThan(START);
      const again = await hear(both.subarray((anchor - START) * 2), anchor);
      expect(wordsIn(again)).toBe(given.pieces[1].text);
    });

    it("returns the last words that were written shortly before `end`", async () => {
      expect(wordsIn(await hear(given.pieces[0].sound))).toBe(given.pieces[0].text);
    });

    it("ends without words after `abort`, also if it is called twice or before any sound", async () => {
      const recogniser = await open();
      recogniser.write(both);
      recogniser.abort();
      recogniser.abort();
      recogniser.end();
      recogniser.write(both);
      expect(await collect(recogniser)).toEqual([]);
      const unused = await open();
      unused.abort();
      expect(await collect(unused)).toEqual([]);
    });

    it("refuses an unsupported language with a permanent error", async () => {
      const refused = stt.open({ language: "tlh", startSample: 0 });
      await expect(refused).rejects.toThrow(EngineError);
      await expect(refused).rejects.toMatchObject({ kind: "unsupported", retryable: false });
    });

    it("returns to each of two recognisers its own words", async () => {
      const [first, second] = await Promise.all([hear(given.pieces[0].sound), hear(given.pieces[1].sound)]);
      expect([wordsIn(first), wordsIn(second)]).toEqual([given.pieces[0].text, given.pieces[1].text]);
    });
  });
}
