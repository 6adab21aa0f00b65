import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { collect, finals, textOf } from "#testing/contracts/stt-contract";
import { eventually } from "#testing/eventually";
import { join16, noise, SENTENCES, silence, speak, wordErrorRate, wordErrors, wordsOf } from "#testing/examples/speech";
import { clap, knock, pluck } from "#testing/examples/strokes";
import { descendants, isAlive, signalProcess } from "#testing/processes/process-table";
import { createPocketSphinx } from "#worker/stt/pocketsphinx/pocketsphinx";
import { DECODER_PROGRAM } from "#worker/stt/pocketsphinx/process";
import type { RecogniserEvent, SpeechToText } from "#worker/stt/port";

let stt: SpeechToText;

beforeAll(() => {
  stt = createPocketSphinx({ recognisers: 2 });
});
afterAll(() => stt.close());

async function hear(sound: Uint8Array, startSample = 0): Promise<RecogniserEvent[]> {
  const recogniser = await stt.open({ language: "en-US", startSample });
  recogniser.write(sound);
  recogniser.end();
  return collect(recogniser);
}

/** Speech of no language: its sounds are a voice's, but no words of English fit them. */
function backwards(speech: Uint8Array): Uint8Array {
  return new Uint8Array(new Int16Array(Uint8Array.from(speech).buffer).reverse().buffer);
}

describe("PocketSphinx's results", () => {
  const lecture = join16(...SENTENCES.flatMap((sentence) => [silence(400), speak(sentence), silence(600)]));

  it("have at most one wrong word in ten for ten synthesised sentences, in about one final per sentence", async () => {
    const events = await hear(lecture);
    expect(wordErrorRate(SENTENCES.join(" "), textOf(events))).toBeLessThanOrEqual(0.1);
    expect(finals(events).length).toBeGreaterThanOrEqual(SENTENCES.length - 1);
  });

  it("lose and double no sentence if the recogniser is opened again at an anchor in the middle", async () => {
    const whole = await hear(lecture);
    const anchors = whole.flatMap((event) =>
      event.type === "final" ? [event.endSample] : event.type === "quiet" ? [event.upToSample] : [],
    );
    for (const part of [0.35, 0.7]) {
      const anchor = anchors.find((at) => at > (lecture.length / 2) * part) ?? 0;
      expect(anchor).toBeGreaterThan(0);
      const before = finals(whole).filter(({ endSample }) => endSample <= anchor);
      const after = await hear(lecture.subarray(anchor * 2), anchor);
      const joined = wordsOf(`${textOf(before)} ${textOf(after)}`);
      // A new decoder may get a word wrong; a lost or doubled sentence would change the number of words.
      expect(Math.abs(joined.length - wordsOf(SENTENCES.join(" ")).length)).toBeLessThanOrEqual(1);
      expect(wordErrorRate(SENTENCES.join(" "), joined.join(" "))).toBeLessThanOrEqual(0.1);
    }
  });

  it("cut speech without a pause into finals of at most 13 s, without losing words", async () => {
    const text = "we need to discuss the budget for next year and the meeting will start in ten minutes "
      .repeat(4)
      .trim();
    const nonstop = speak(text);
    const events = await hear(join16(nonstop, silence(1_000)));
    const parts = finals(events);
    expect(parts.length).toBeGreaterThan(1);
    for (const { startSample, endSample } of parts) expect(endSample - startSample).toBeLessThanOrEqual(13 * 16_000);
    expect(wordErrors(wordsOf(text), wordsOf(textOf(events))) / wordsOf(text).length).toBeLessThanOrEqual(0.15);
  });

  it.each([
    ["digital silence", silence(30_000)],
    ["faint noise", noise(30_000, 60)],
    ["noise", noise(30_000, 520)],
    ["loud noise", noise(30_000, 9_000)],
    ["random bytes", new Uint8Array(randomBytes(960_000))],
  ])("have no word in 30 s of %s, and let the anchor move at least every 2 s", async (_name, sound) => {
    const events = await hear(sound);
    expect(textOf(events)).toBe("");
    const quiet = events.flatMap((event) => (event.type === "quiet" ? [event.upToSample] : []));
    const steps = quiet.map((at, index) => at - (quiet[index - 1] ?? 0));
    expect(Math.max(...steps)).toBeLessThanOrEqual(2 * 16_000);
    expect(quiet.at(-1)).toBe(sound.length / 2);
  });

  it("have no word for claps, knocks and plucked strings", async () => {
    const strokes = [clap(10), clap(40), knock(200), knock(350), pluck(110), pluck(220), pluck(440)];
    const sound = strokes.flatMap((stroke) => [silence(800), new Uint8Array(stroke.buffer)]);
    expect(textOf(await hear(join16(...sound, silence(1_000))))).toBe("");
  });

  it("have no words of speech in another language once it has lasted for some seconds, and then tell so", async () => {
    const spoken = SENTENCES.slice(0, 8).flatMap((sentence) => [speak(sentence, "rms"), silence(1_000)]);
    const foreign = backwards(join16(...spoken));
    const events = await hear(join16(foreign, lecture));
    const end = foreign.length / 2;
    const noticed = events.flatMap((event) =>
      event.type === "quiet" && event.isOtherLanguage ? [event.upToSample] : [],
    );
    const noticedAt = noticed[0] ?? end;
    expect(noticedAt).toBeLessThan(end);
    expect(finals(events).filter(({ startSample }) => startSample > noticedAt && startSample < end)).toEqual([]);
    // English that follows is recognised from its first words on.
    const after = finals(events).filter(({ startSample }) => startSample >= end);
    expect(wordErrorRate(SENTENCES.join(" "), textOf(after))).toBeLessThanOrEqual(0.1);
    expect(events.at(-1)).toMatchObject({ type: "quiet", isOtherLanguage: false });
  });

  it("have a single short word that is louder than the noise around it", async () => {
    for (const word of ["yes", "no"]) {
      expect(textOf(await hear(join16(noise(600, 20), speak(word), noise(1_500, 20))))).toBe(word);
    }
  });
});

describe("failures of PocketSphinx", () => {
  it("are crashed and retryable if its process is killed in mid-utterance, and a new recogniser works", async () => {
    const known = new Set(descendants(process.pid, DECODER_PROGRAM));
    const own = createPocketSphinx({ recognisers: 1 });
    const recogniser = await own.open({ language: "en-US", startSample: 0 });
    const [pid] = descendants(process.pid, DECODER_PROGRAM).filter((child) => !known.has(child));
    recogniser.write(speak(SENTENCES[0]));
    const events = recogniser.events[Symbol.asyncIterator]();
    expect((await events.next()).value.type).toBe("hypothesis");
    signalProcess(pid, "SIGKILL");
    const rest = (async () => {
      for (let next = await events.next(); !next.done; next = await events.next());
    })();
    await expect(rest).rejects.toMatchObject({ name: "EngineError", kind: "crashed", retryable: true });

    const again = await own.open({ language: "en-US", startSample: 0 });
    again.write(speak(SENTENCES[1]));
    again.end();
    expect(textOf(await collect(again))).toBe(SENTENCES[1]);
    await own.close();
  });

  it("name the package of a missing model", async () => {
    const own = createPocketSphinx({ recognisers: 1, modelDir: "/nonexistent" });
    await expect(own.open({ language: "en-US", startSample: 0 })).rejects.toMatchObject({
      kind: "unsupported",
      retryable: false,
      message: expect.stringContaining("pocketsphinx-en-us"),
    });
    await own.close();
  });

  it("refuse recognisers above the capacity until one is free", async () => {
    const own = createPocketSphinx({ recognisers: 1 });
    const first = await own.open({ language: "en-US", startSample: 0 });
    const refused = own.open({ language: "en-US", startSample: 0 });
    await expect(refused).rejects.toMatchObject({ kind: "unavailable", retryable: true });
    first.abort();
    const second = await own.open({ language: "en-US", startSample: 0 });
    second.abort();
    await own.close();
  });

  it("leave no process behind, neither after close nor if its worker is killed", async () => {
    const before = new Set(descendants(process.pid, DECODER_PROGRAM));
    const own = createPocketSphinx({ recognisers: 2 });
    await own.open({ language: "en-US", startSample: 0 });
    await own.close();
    expect(descendants(process.pid, DECODER_PROGRAM).filter((pid) => !before.has(pid))).toEqual([]);

    const holder = spawn(process.execPath, [
      "--import",
      "tsx",
      join(import.meta.dirname, "../../../../testing/processes/pocketsphinx-holder.ts"),
    ]);
    const children = await eventually("the recogniser and its spare run", () => {
      const found = descendants(holder.pid ?? 0, DECODER_PROGRAM);
      return found.length === 2 && found;
    });
    holder.kill("SIGKILL");
    await eventually("they are gone", () => !children.some(isAlive));
  });
});
