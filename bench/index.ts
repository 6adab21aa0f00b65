import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { signIn } from "../tests/support/person";
import { type Figures, together } from "./figures";
import { measure } from "./measure";
import { loadAverages } from "./stage/cpu";
import { openGround } from "./stage/ground";
import { PRODUCT, type Program, RELAY, startProcesses } from "./stage/processes";

// npm run bench -- --sessions 200 --seconds 20 [--runs 3] [--floor-only] [--no-floor] [--profile DIR]
// What the pipeline adds to its engines: from a chunk handed to a socket to the next event that covers it.
// The last line is one JSON object.

const { values } = parseArgs({
  options: {
    sessions: { type: "string", default: "200" },
    seconds: { type: "string", default: "20" },
    runs: { type: "string", default: "1" },
    "floor-only": { type: "boolean", default: false },
    "no-floor": { type: "boolean", default: false },
    profile: { type: "string" },
  },
});
const plan = { sessions: wholeNumber("sessions"), seconds: wholeNumber("seconds") };

function wholeNumber(name: "sessions" | "seconds" | "runs"): number {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} must be a whole number above 0`);
  return value;
}

async function measureOf(program: Program, token: (url: string) => Promise<string | undefined>, env = {}) {
  const ground = await openGround();
  try {
    const processes = await startProcesses(program, ground, plan.sessions, env);
    const measurement = await measure(ground, processes, await token(processes.url), plan);
    await processes.close();
    return measurement;
  } finally {
    await ground.close();
  }
}

const measureFloor = () => measureOf(RELAY, async () => undefined);
const measureProduct = () => measureOf(PRODUCT, async (url) => (await signIn(url)).token, profiling());

/** Each process leaves PID.cpuprofile in the folder. */
function profiling(): Record<string, string> {
  const preload = join(import.meta.dirname, "stage/profile.mjs");
  return values.profile ? { NODE_OPTIONS: `--import=${preload}`, PROFILE_DIRECTORY: resolve(values.profile) } : {};
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
