import { expect } from "vitest";
import { expectCompleteTranscript, range } from "../stack/expect-complete";
import type { Page } from "../stack/page";
import type { StackFixture } from "../stack/stack-fixture";
import { faultsOfSound } from "./compare-sound";
import { chunkSinging } from "./melody";
import { readSamples } from "./read-sound";

/** Speech in sessions whose sound is kept, on a stack with two web processes and two workers. */
export function keptSpeech(fixture: StackFixture) {
  /** A page that speaks in a session whose sound is kept. */
  async function speaking(mostKept?: number) {
    const page = await fixture.page();
    const sessionId = await page.start("en-US", [], { keepSound: true });
    page.speak(sessionId, mostKept === undefined ? {} : { mostKept });
    const says = (from: number, to: number, everyMs = 5) => page.says(range(from, to), everyMs, chunkSinging);
    return { page, sessionId, says };
  }

  /** Decodes the sound, and compares it with what was spoken. @param web a gateway that runs */
  async function expectSound(page: Page, sessionId: string, numbers: readonly number[], web = 0): Promise<void> {
    expect(faultsOfSound(await readSamples(fixture.url(web), page.person, sessionId), numbers)).toEqual([]);
  }

  async function storedUpTo(sessionId: string): Promise<number> {
    const { rows } = await fixture.stack.database.query("SELECT sound_end::int AS end FROM session WHERE id = $1", [
      sessionId,
    ]);
    return rows[0].end;
  }

  /** Kills worker, gateway, PostgreSQL and Redis in turn during speech. No sample may be lost, and none be there twice. */
  async function killInTurn(): Promise<{ page: Page; sessionId: string }> {
    const { page, sessionId, says } = await speaking();
    const { redis, postgres } = fixture.stack.services;
    await says(1, 70);
    await page.hears(65);
    await fixture.stack.serving().kill();
    await says(71, 130);
    await page.hears(125);
    const [first, second] = fixture.stack.web;
    const said = says(131, 190, 10);
    await first!.kill();
    page.network.leadTo(second!.target);
    await said;
    await postgres.stop();
    await says(191, 230);
    await postgres.restart();
    await page.hears(225);
    await fixture.stack.addWorker();
    await fixture.stack.serving().terminate();
    await says(231, 270);
    await page.hears(265);
    await redis.kill();
    await redis.restart();
    await says(271, 310);
    await page.stops();
    await expectCompleteTranscript(page, sessionId, range(1, 310));
    await expectSound(page, sessionId, range(1, 310), 1);
    return { page, sessionId };
  }

  return { speaking, expectSound, storedUpTo, killInTurn };
}
