import { join } from "node:path";
import { expect, test } from "vitest";
import { eventually } from "../support/eventually";
import { signIn } from "../support/person";
import type { Process } from "../support/process";
import { RawSocket } from "../support/raw-socket";
import { chunkSaying } from "../support/scripted/sound";
import { openStage } from "../support/stage";

const stage = openStage({ web: 1, workers: 1 });

/** A process whose wall clock is so much ahead of all others. */
const ahead = (ms: number) => ({
  CLOCK_AHEAD_MS: String(ms),
  NODE_OPTIONS: `--import ${join(import.meta.dirname, "../support/clocks/shift-date.mjs")}`,
});

const urlOf = (process: Process | undefined) => `http://127.0.0.1:${process?.port}`;

test.each([5_000, -3_600_000])("a web process whose clock is %i ms ahead starts and serves a session", async (ms) => {
  const wrong = await stage.stack.addWeb(ahead(ms));
  const [own, other] = await Promise.all(
    [wrong, stage.stack.web[0]].map(async (web) => RawSocket.connect(urlOf(web), (await signIn(urlOf(web))).token)),
  );
  // It forgets no worker that others see, and what it reserves holds for others.
  for (const socket of [own, other, own]) {
    const { sessionId, take } = (await socket?.speakInNew()) ?? {};
    expect(await socket?.ask("chunk", { take, n: 1, sound: chunkSaying(1) })).toMatchObject({ ok: true });
    await socket?.ask("stop", { sessionId, after: { take, n: 2 } });
    await eventually("the session has ended", async () => {
      const { rows } = await stage.stack.database.query("SELECT state FROM session WHERE id = $1", [sessionId]);
      return rows[0]?.state === "ended";
    });
  }
  for (const socket of [own, other]) socket?.close();
  await wrong.kill();
});
