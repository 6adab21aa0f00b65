import { parseArgs } from "node:util";
import { connectRedis } from "#redis/connection";
import { signIn } from "#testing/people/person";
import { findGrowth, RULE } from "./growth";
import { Crowd } from "./load/crowd";
import { loadAverages } from "./measured/cpu";
import { openDatabases } from "./measured/databases";
import { type Occupancy, readOccupancy } from "./measured/occupancy";
import { PRODUCT, startProcesses } from "./measured/processes";

// npm run soak -- --minutes 60 --pace 8 [--sessions 5]
// Runs a few sessions for a long time, faster than people speak. Memory, mailboxes and keys must not grow.
// The last line is one JSON object. The exit status is 1 when something grew or a chunk was lost.

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "60" },
    pace: { type: "string", default: "8" },
    sessions: { type: "string", default: "5" },
  },
});
const [minutes, pace, sessions] = [values.minutes, values.pace, values.sessions].map(Number) as [
  number,
  number,
  number,
];
if (!(minutes > 0 && pace > 0 && sessions >= 1))
  throw new Error("--minutes and --pace must be above 0, --sessions at least 1");

const CHUNK_MS = 200;
const SAMPLE_EVERY_MS = 5_000;
const MINUTE_MS = 60_000;

const databases = await openDatabases();
const redis = connectRedis(databases.redisUrl);
const samples: Occupancy[] = [];
try {
  const product = await startProcesses(PRODUCT, databases, sessions, { DRAFT_INTERVAL_MS: "200" });
  const crowd = await Crowd.open(product.url, (await signIn(product.url)).token, sessions);
  const startAt = Date.now() + 500;
  const until = startAt + minutes * MINUTE_MS;

  let printed = -1;
  const sampling = setInterval(async () => {
    if (Date.now() > until) return;
    const now = await readOccupancy(redis, databases, product);
    samples.push(now);
    const minute = Math.floor((Date.now() - startAt) / MINUTE_MS);
    if (minute > printed) console.log(`minute ${minute}: ${JSON.stringify(now)} load ${loadAverages()}`);
    printed = minute;
  }, SAMPLE_EVERY_MS);
  const times = { startAt, measureFrom: startAt, until, spreadMs: 1_000, chunkEveryMs: CHUNK_MS / pace };
  await crowd.speak(times);
  clearInterval(sampling);
  const figures = await crowd.stop();
  crowd.close();
  await product.close();

  const sum = (name: "handed" | "lost" | "unstored" | "unended" | "outOfOrder") =>
    figures.reduce((all, one) => all + one[name], 0);
  const grew = findGrowth(samples);
  const [lost, unstored, unended, outOfOrder] = [sum("lost"), sum("unstored"), sum("unended"), sum("outOfOrder")];
  const audioMinutes = Math.round((sum("handed") * CHUNK_MS) / MINUTE_MS);
  console.log(RULE);
  for (const sentence of grew) console.log(sentence);
  const last = samples.at(-1);
  console.log(
    JSON.stringify({
      minutes,
      pace,
      sessions,
      audioMinutes,
      lost,
      unstored,
      outOfOrder,
      refusals: figures.flatMap(({ refusals }) => refusals),
      grew,
      last,
    }),
  );
  process.exitCode = grew.length + lost + unstored + unended + outOfOrder > 0 ? 1 : 0;
} finally {
  redis.disconnect();
  await databases.close();
}
