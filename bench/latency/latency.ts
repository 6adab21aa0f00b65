import { chromium as engine } from "@playwright/test";
import { SAMPLE_RATE } from "#protocol/sound";
import { chromium } from "#testing/browser/chromium";
import { microphoneFile } from "#testing/browser/microphone-file";
import { textOf } from "#testing/contracts/stt-contract";
import { join16, silence, wordsOf } from "#testing/examples/speech";
import startProduct from "#testing/global-setup/end-to-end";
import { createPocketSphinx } from "#worker/stt/pocketsphinx/pocketsphinx";
import type { RecogniserEvent } from "#worker/stt/port";
import { round, type Spread, spreadOf } from "../figures";
import { fidelityOf } from "./fidelity";
import { lagsOf } from "./lags";
import { type PageRecord, readRecord, recordPage } from "./page-record";
import { SlowNetwork } from "./slow-network";
import { talkOf } from "./talk";

const LANG = "es";

/**
 * Plays a talk of this many words to a page of the real product: 3,000 take about twenty minutes. Needs a build. Prints
 * the table of measures; the last line is one JSON object.
 * @param people recordings to begin with: a folder with their words in the table of its README.md
 * @param isSlow once the page is live, its network is slow: see `SlowNetwork`
 */
export async function benchLatency(words: number, people?: string, isSlow = false): Promise<void> {
  const talk = talkOf(words, people);
  const sound = join16(silence(1_000), ...talk.map((part) => part.sound), silence(2_000));
  const sentences = talk.map(({ said }) => said);
  const lags = lagsOf(await speakInBrowser(sound, isSlow), LANG, sentences);
  const fidelity = fidelityOf(sentences, lags.text, await hearWhole(sound));
  const figures = {
    firstDraft: spreadOf(lags.firstDraft),
    settled: spreadOf(lags.settled),
    translationShown: spreadOf(lags.translationShown),
    finalTranslation: spreadOf(lags.finalTranslation),
    sentenceEnds: round(100 * lags.sentenceEnds, 1),
    wordsPerSegment: round(wordsOf(lags.text).length / Math.max(1, lags.segments), 1),
    coverage: round(100 * lags.coverage),
    wordErrors: { live: round(fidelity.live), whole: round(fidelity.whole) },
    worse: { points: round(fidelity.worse), from: round(fidelity.from), to: round(fidelity.to) },
    words: fidelity.words,
  };
  const { worse } = figures;
  const seconds = ({ p50, p95, max }: Spread) =>
    [p50, p95, max].map((ms) => `${(ms / 1_000).toFixed(2)} s`).join(" / ");
  console.log(`
| measure | p50 / p95 / longest | aim |
|---|---|---|
| first draft | ${seconds(figures.firstDraft)} | 0.8 s / 1.5 s |
| word settled | ${seconds(figures.settled)} | 2.0 s / 3.5 s / 8 s |
| translation shown | ${seconds(figures.translationShown)} | 3 s / 6 s |
| final translation | ${seconds(figures.finalTranslation)} | 2.5 s / 4.5 s |
| sentence ends | ${figures.sentenceEnds} % of ${lags.segments} segments | 60 % |
| words a segment | ${figures.wordsPerSegment} | 7 to 16 |
| coverage | ${figures.coverage} % | 100 % |
| fidelity, ${figures.words} words | live ${figures.wordErrors.live} %, whole file ${figures.wordErrors.whole} %: ${worse.points} points worse (95 %: ${worse.from} to ${worse.to}) | 1 point |
`);
  console.log(JSON.stringify(figures));
}

async function speakInBrowser(sound: Uint8Array, isSlow: boolean): Promise<PageRecord> {
  const closeProduct = await startProduct();
  const address = process.env.INTERLINE_URL ?? "";
  const network = isSlow ? await SlowNetwork.to(address) : null;
  const browser = await engine.launch(chromium(`${microphoneFile("talk", sound)}%noloop`));
  try {
    const page = await browser.newPage({ permissions: ["microphone"], locale: "en-US", reducedMotion: "reduce" });
    await recordPage(page);
    await page.goto(network?.origin ?? address);
    await page.locator(".go button").click();
    await page.waitForURL(/\/live\//);
    network?.begin();
    const begun = performance.now();
    await page.waitForTimeout((sound.byteLength / 2 / 16_000) * 1_000 + 5_000);
    await page.getByRole("button", { name: "End session" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "End session" }).click();
    await page.locator(".ending").waitFor({ timeout: 60_000 });
    if (network) {
      const bytes = round((1_000 * network.sent) / (performance.now() - begun));
      const gaps = await page.getByText(/audio missing/).count();
      console.log(`The page sent ${bytes} bytes a second. Lost packets: ${network.lostPackets}. Gap lines: ${gaps}.`);
    }
    return await readRecord(page);
  } finally {
    await browser.close();
    network?.close();
    await closeProduct();
  }
}

/** A recogniser gives up when more than five minutes of sound wait for it. */
const AHEAD_SAMPLES = 120 * SAMPLE_RATE;

/** The same engine, given the whole sound as fast as it can recognise it. */
async function hearWhole(sound: Uint8Array): Promise<string> {
  const stt = createPocketSphinx({ recognisers: 1 });
  try {
    const recogniser = await stt.open({ language: "en-US", startSample: 0 });
    const events: RecogniserEvent[] = [];
    let written = 0;
    const feed = (covered: number) => {
      const upTo = Math.min(sound.byteLength, 2 * (covered + AHEAD_SAMPLES));
      if (upTo <= written) return;
      recogniser.write(sound.subarray(written, upTo));
      written = upTo;
      if (written === sound.byteLength) recogniser.end();
    };
    feed(0);
    for await (const event of recogniser.events) {
      events.push(event);
      feed(heardUpTo(event));
    }
    return textOf(events);
  } finally {
    await stt.close();
  }
}

function heardUpTo(event: RecogniserEvent): number {
  if (event.type === "quiet") return event.upToSample;
  return event.type === "final" ? event.endSample : event.covered;
}
