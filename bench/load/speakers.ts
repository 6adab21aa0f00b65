import { setTimeout as delay } from "node:timers/promises";
import type { Latency } from "./coverage";
import type { Order, Report, SpeakerFigures } from "./orders";
import { Speaker } from "./speaker";

/** A separate process for speakers, so that their CPU time does not count as the product's. */

const OPENED_AT_ONCE = 10;
/** Time that chunks in flight at the end have to be covered, ms. */
const DRAIN_MS = 10_000;
/** Its multiples fill the unit interval evenly, however many there are. */
const GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

const speakers: Speaker[] = [];
let window = { from: 0, until: 0 };

async function open({ url, token, sessions }: Extract<Order, { do: "open" }>): Promise<void> {
  while (speakers.length < sessions) {
    const count = Math.min(OPENED_AT_ONCE, sessions - speakers.length);
    speakers.push(...(await Promise.all(Array.from({ length: count }, () => Speaker.open(url, token)))));
  }
}

async function speak(order: Extract<Order, { do: "speak" }>): Promise<void> {
  const now = (time: number) => time - performance.timeOrigin;
  const until = now(order.until);
  window = { from: now(order.measureFrom), until };
  const begins = (i: number) => now(order.startAt) + beginMs(order.first + i * order.step, order);
  await Promise.all(speakers.map((speaker, i) => speaker.speak(begins(i), until, order.chunkEveryMs)));
  for (const end = Date.now() + DRAIN_MS; speakers.some((s) => s.coverage.open > 0) && Date.now() < end; ) {
    await delay(20);
  }
}

/**
 * Spreads starts evenly, and also their phases within a chunk's time. People do not press Start in step, and chunks
 * that arrive in step wait for each other.
 */
function beginMs(session: number, { all, spreadMs, chunkEveryMs }: Extract<Order, { do: "speak" }>): number {
  return (session / all) * spreadMs + ((session * GOLDEN_RATIO) % 1) * chunkEveryMs;
}

async function stop(): Promise<SpeakerFigures> {
  const sum = (count: (speaker: Speaker) => number) => speakers.reduce((all, speaker) => all + count(speaker), 0);
  const lost = sum(({ coverage }) => coverage.open);
  const missing: PromiseSettledResult<number>[] = [];
  for (let i = 0; i < speakers.length; i += OPENED_AT_ONCE) {
    const some = speakers.slice(i, i + OPENED_AT_ONCE);
    missing.push(...(await Promise.allSettled(some.map((speaker) => speaker.stop(DRAIN_MS)))));
  }
  const measured = (pick: (speaker: Speaker) => Latency[]) =>
    speakers
      .flatMap(pick)
      .filter(({ handedAt }) => handedAt >= window.from && handedAt < window.until)
      .map(({ ms }) => ms);
  const figures = {
    covered: measured(({ coverage }) => coverage.covered),
    committed: measured(({ coverage }) => coverage.committed),
    translated: measured(({ coverage }) => coverage.translated),
    handed: sum(({ coverage }) => coverage.handed),
    lost,
    unstored: missing.reduce((all, one) => all + (one.status === "fulfilled" ? one.value : 0), 0),
    unended: missing.filter(({ status }) => status === "rejected").length,
    refused: sum(({ refused }) => refused),
    refusals: [...new Set(speakers.flatMap(({ refusal }) => refusal ?? []))],
    broken: sum(({ broken }) => broken),
    outOfOrder: sum(({ coverage }) => coverage.outOfOrder),
  };
  for (const speaker of speakers) speaker.close();
  return figures;
}

async function obey(order: Order): Promise<Report> {
  switch (order.do) {
    case "open":
      await open(order);
      return { did: "open" };
    case "speak":
      await speak(order);
      return { did: "speak" };
    case "stop":
      return { did: "stop", figures: await stop() };
  }
}

process.on("message", (order: Order) => {
  const report = (answer: Report) => process.send?.(answer);
  obey(order).then(report, (error: unknown) => report({ did: "fail", message: String(error) }));
});
process.once("disconnect", () => process.exit(0));
