import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { signIn } from "#testing/people/person";
import { STAMPING } from "./engines/stamp";
import { measureFanOut } from "./fan-out";
import { type Figures, together } from "./figures";
import { benchHistory } from "./history/history";
import { benchLatency } from "./latency/latency";
import { benchLongSession } from "./long/long-session";
import { measure } from "./measure";
import { loadAverages } from "./measured/cpu";
import { openDatabases } from "./measured/databases";
import { PRODUCT, type Program, RELAY, startProcesses } from "./measured/processes";

const USAGE = `npm run bench -- [--sessions 200] [--seconds 20] [--runs 1]
  Delay that the pipeline adds to its engines: from a chunk written to a socket to the next event that covers it.
npm run bench -- --readers 1000 [--seconds 20] [--runs 1]
  Fan-out: from a text of one speaker to the last of the readers of a link in three languages.
  Options of both: --floor-only measures the relay without the product, --no-floor the product without the relay;
  --profile FOLDER writes one .cpuprofile per process.
npm run bench -- --latency [--words 3000] [--people FOLDER] [--slow-network]
  Delay and accuracy of captions: speech played in real time to a browser and the whole product.
  --people: a folder of recordings to play first, with their words in the table of its README.md.
  --slow-network: once the page is live, 64 kbit/s, 300 ms and 3 % of lost packets in each direction.
npm run bench -- --history [--scale 0.01] [--runs 50] [--database URL]
  Time of the history's first page and of its searches, in ms. --database: one that is filled already.
npm run bench -- --lines 10000
  Pages of a session of this many lines: loading, typing in a line, finding words, in ms.
The last line of the output is one JSON object.`;

const { values } = parseArgs({
  options: {
    sessions: { type: "string", default: "200" },
    readers: { type: "string" },
    seconds: { type: "string", default: "20" },
    runs: { type: "string", default: "1" },
    "floor-only": { type: "boolean", default: false },
    "no-floor": { type: "boolean", default: false },
    profile: { type: "string" },
    latency: { type: "boolean", default: false },
    words: { type: "string", default: "3000" },
    people: { type: "string" },
    "slow-network": { type: "boolean", default: false },
    history: { type: "boolean", default: false },
    scale: { type: "string", default: "1" },
    database: { type: "string" },
    lines: { type: "string" },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log(USAGE);
  process.exit();
}
const seconds = wholeNumber("seconds");
const sessions = values.readers === undefined ? wholeNumber("sessions") : 1;
const readers = values.readers === undefined ? 0 : wholeNumber("readers");
const plan: Figures = readers > 0 ? { readers, seconds } : { sessions, seconds };

function wholeNumber(name: "sessions" | "readers" | "seconds" | "runs" | "words" | "lines"): number {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} must be a whole number above 0`);
  return value;
}

async function measureOf(program: Program, token: (url: string) => Promise<string | undefined>, env = {}) {
  const databases = await openDatabases();
  try {
    const all = readers > 0 ? { ...env, ...STAMPING, TRANSLATION_ENGINE: "google" } : env;
    const processes = await startProcesses(program, databases, sessions, all);
    const who = await token(processes.url);
    const measurement: Figures =
      readers > 0
        ? await measureFanOut(databases, processes, who, { readers, seconds })
        : await measure(databases, processes, who, { sessions, seconds });
    await processes.close();
    return measurement;
  } finally {
    await databases.close();
  }
}

const measureFloor = () => measureOf(RELAY, async () => undefined);
const measureProduct = () => measureOf(PRODUCT, async (url) => (await signIn(url)).token, profiling());

/** Each process writes PID.cpuprofile into the folder. */
function profiling(): Record<string, string> {
  const preload = join(import.meta.dirname, "measured/profile.mjs");
  return values.profile ? { NODE_OPTIONS: `--import=${preload}`, PROFILE_DIRECTORY: resolve(values.profile) } : {};
}

if (values.latency) {
  await benchLatency(wholeNumber("words"), values.people, values["slow-network"]);
  process.exit();
}
if (values.history) {
  const searches = values.runs === "1" ? 50 : wholeNumber("runs");
  console.log(JSON.stringify(await benchHistory(Number(values.scale), searches, values.database)));
  process.exit();
}

if (values.lines !== undefined) {
  console.log(JSON.stringify(await benchLongSession(wholeNumber("lines"))));
  process.exit();
}

const runs: Figures[] = [];
for (let run = 1; run <= wholeNumber("runs"); run++) {
  const load = loadAverages();
  const floor: Figures = values["no-floor"] ? {} : await measureFloor();
  const figures: Figures = values["floor-only"]
    ? { ...plan, load, floor }
    : { ...plan, load, ...(await measureProduct()), floor };
  console.log(`run ${run}: ${JSON.stringify(figures)}`);
  runs.push(figures);
}
console.log(JSON.stringify(together(runs)));
