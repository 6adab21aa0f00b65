import { existsSync } from "node:fs";
import { EnvError } from "#platform/env";
import { BackupError } from "./backup/contents";
import { LaunchError } from "./launch-error";
import { Launcher } from "./launcher/launcher";

/** After this time (ms) the process exits. Children that still run notice this and end. */
const DEADLINE_MS = 4_800;

const launcher = new Launcher();
let stopping = false;

async function stop(status: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  setTimeout(() => process.exit(status), DEADLINE_MS).unref();
  await launcher.stop();
  process.exit(status);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => {
    if (!stopping) console.log("Stopping …");
    void stop(0);
  });
// A closed terminal must not prevent an orderly stop.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

try {
  if (existsSync(".env")) process.loadEnvFile(".env");
  console.log("Starting …");
  const address = await launcher.start(process.env);
  console.log(`Interline is ready: ${address}`);
} catch (error) {
  if (!stopping) {
    const isSentence = [LaunchError, EnvError, BackupError].some((kind) => error instanceof kind);
    console.error(isSentence && error instanceof Error ? error.message : error);
    await stop(1);
  }
}
