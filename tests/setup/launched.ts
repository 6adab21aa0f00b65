import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, afterEach } from "vitest";
import { identityOf } from "#scripts/databases/process-identity";
import { eventually } from "#testing/eventually";
import { temporaryFolder } from "#testing/services/temporary-folder";

const CHILDREN = ["web", "worker", "redis", "postgres"] as const;
type ChildName = (typeof CHILDREN)[number];

/** Long enough for a first start, which creates the database, on a busy machine. */
const READY_MS = 150_000;

interface Noted {
  pid: number;
  identity: string;
}

/** `scripts/start.ts` with its own data folder, and its output. */
class Launched {
  readonly lines: string[] = [];
  readonly #process: ChildProcess;
  readonly #ended: Promise<unknown>;

  constructor(
    readonly folder: string,
    env: Record<string, string> = {},
  ) {
    this.#process = spawn(process.execPath, ["--import", "tsx", "scripts/start.ts"], {
      env: { ...process.env, PORT: "0", HOST: "127.0.0.1", DATA_DIR: folder, LOG_LEVEL: "warn", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const input of [this.#process.stdout, this.#process.stderr])
      if (input) createInterface({ input }).on("line", (line) => this.lines.push(line));
    this.#ended = once(this.#process, "close");
  }

  /** Waits until it is ready. @returns the address in its output */
  async ready(): Promise<string> {
    const said = () => this.#address() !== undefined || this.#process.exitCode !== null;
    await eventually("the launcher is ready", said, READY_MS);
    const address = this.#address();
    if (!address) throw new Error(this.lines.join("\n"));
    return address;
  }

  /** @returns its exit status */
  async end(signal?: NodeJS.Signals): Promise<number | null> {
    if (signal) this.#process.kill(signal);
    await this.#ended;
    return this.#process.exitCode;
  }

  /** A child's identity from its file: the process id, and a mark against reuse of the id. */
  child(name: ChildName): Noted | null {
    const file = join(this.folder, `${name}.pid`);
    if (!existsSync(file)) return null;
    const [pid, identity = ""] = readFileSync(file, "utf8").split("\n");
    return { pid: Number(pid), identity };
  }

  children(): (Noted | null)[] {
    return CHILDREN.map((name) => this.child(name));
  }

  #address(): string | undefined {
    return this.lines.map((line) => /^Interline is ready: (\S+)$/.exec(line)?.[1]).find(Boolean);
  }
}

export function isAlive(noted: Noted | null): boolean {
  return noted !== null && identityOf(noted.pid) === noted.identity;
}

/** The launchers of a test file; those that still run after a test are ended. */
export function launcher() {
  const folders: string[] = [];
  const launched: Launched[] = [];
  const newFolder = () => {
    const folder = temporaryFolder();
    folders.push(folder);
    return folder;
  };
  const launch = (folder = newFolder(), env: Record<string, string> = {}) => {
    const one = new Launched(folder, env);
    launched.push(one);
    return one;
  };
  afterEach(async () => {
    await Promise.all(launched.splice(0).map((one) => one.end("SIGTERM")));
  });
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
  return { launch, newFolder };
}

interface Readiness {
  ready: boolean;
}

export async function readiness(address: string): Promise<Readiness> {
  return fetch(`${address}/readyz`).then(
    (response) => response.json() as Promise<Readiness>,
    () => ({ ready: false }),
  );
}
