import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import pg from "pg";
import { eventually } from "#testing/eventually";
import { S3Server } from "#testing/objects/s3-server";
import { Child } from "#testing/processes/child";
import { FaultOrders } from "#testing/scripted/faults";
import { temporaryFolder } from "#testing/services/temporary-folder";
import { faultsOfSound } from "#testing/sound/compare-sound";
import { chunkSinging } from "#testing/sound/melody";
import { readSamples } from "#testing/sound/read-sound";
import { Page } from "#testing/stack/page";
import { startServices } from "#testing/stack/services";
import { loadAverages } from "./measured/cpu";

// node --import tsx bench/sound.ts [--minutes 60] [--pace 8] [--kill-every 20] [--s3]
// Speaks in one session whose sound is kept, faster than people speak. Every 20 s a worker, the gateway, Redis or PostgreSQL is
// killed; with --s3 the sound is in an object store, which is half-open for 3 s. Then the sound is decoded and compared with what was spoken. The last line is one JSON object; the exit status is 1 if
// a sample is missing or at another place.

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "60" },
    pace: { type: "string", default: "8" },
    "kill-every": { type: "string", default: "20" },
    s3: { type: "boolean", default: false },
  },
});
const [minutes, pace, killEvery] = [Number(values.minutes), Number(values.pace), Number(values["kill-every"])];
if (!(minutes > 0 && pace > 0 && killEvery > 0)) throw new Error("--minutes, --pace and --kill-every must be above 0");

const CHUNK_MS = 200;
const MINUTE_MS = 60_000;
const NO_LIMIT = "100000000";

const folder = temporaryFolder();
const services = await startServices(folder);
const s3 = values.s3 ? await S3Server.start() : null;
// The scripted engines read their faults from a file: none.
new FaultOrders(folder).set();
const env = {
  LOG_LEVEL: "warn",
  DATABASE_URL: services.databaseUrl,
  REDIS_URL: services.redis.url,
  AUTH_SECRET: randomBytes(32).toString("hex"),
  RECOGNISERS: "5",
  SCRIPTED_DIRECTORY: folder,
  AUDIO_MINUTES_PER_USER_HOUR: NO_LIMIT,
  ...s3?.env,
};
const open = (role: "web" | "worker") =>
  new Child(join(import.meta.dirname, `../testing/${role}/index.ts`), env, join(folder, `${role}.log`));
let workers = [open("worker"), open("worker")];
let web = open("web");
const target = async () => ({ host: "127.0.0.1", port: (await web.ready).port ?? 0 });

const KILLS = {
  async worker() {
    const [first, ...others] = workers;
    workers = [...others, open("worker")];
    await first?.kill();
  },
  async gateway() {
    const before = web;
    web = open("web");
    const next = await target();
    await before.kill();
    page.network.leadTo(next);
  },
  async redis() {
    await services.redis.kill();
    await services.redis.restart();
  },
  async postgres() {
    await services.postgres.kill();
    await services.postgres.restart();
  },
  ...(s3 && {
    async store() {
      s3.network.freeze();
      await delay(3_000);
      s3.network.heal();
    },
  }),
};
const killed: Record<string, number> = {};

const page = await Page.open({ target: await target() });
const sessionId = await page.start("en-US", [], { keepSound: true });
page.speak(sessionId);
const spoken = Array.from({ length: Math.round((minutes * MINUTE_MS) / CHUNK_MS) }, (_, at) => at + 1);
const done = new AbortController();
const killing = killInTurn();
await page.says(spoken, CHUNK_MS / pace, chunkSinging);
done.abort();
await killing;
await page.stops();
await eventually("the session has ended", () => page.transcript.session?.state === "ended");

const { port } = await target();
const asked = performance.now();
const samples = await readSamples(`http://127.0.0.1:${port}`, page.person, sessionId);
const decodedInMs = Math.round(performance.now() - asked);
const faults = faultsOfSound(samples, spoken);
for (const fault of faults.slice(0, 50)) console.log(fault);
const database = new pg.Client(services.databaseUrl);
await database.connect();
const { rows } = await database.query(
  "SELECT count(*)::int AS parts, sum(octet_length(packets) + octet_length(peaks) + octet_length(tail))::int AS bytes FROM sound_part",
);
await database.end();
console.log(
  JSON.stringify({ minutes, pace, killed, ...rows[0], faults: faults.length, decodedInMs, load: loadAverages() }),
);
process.exitCode = faults.length > 0 ? 1 : 0;
await page.close();
await Promise.all([web, ...workers].map((child) => child.kill()));
await services.stop();
await s3?.close();
rmSync(folder, { recursive: true, force: true });

async function killInTurn(): Promise<void> {
  const turns = Object.entries(KILLS);
  for (let turn = 0; ; turn += 1) {
    await delay(killEvery * 1_000, undefined, { signal: done.signal }).catch(() => {});
    if (done.signal.aborted) return;
    const [name, kill] = turns[turn % turns.length] as (typeof turns)[number];
    await kill();
    killed[name] = (killed[name] ?? 0) + 1;
  }
}
