import { existsSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { canReach, makeOwnFolder, unprivilegedAccount } from "./account";
import { type Daemon, logFileOf, startDaemon } from "./daemon";
import { postgresBinaries } from "./postgres-binaries";
import { postgresAnswers } from "./postgres-client";
import { initialisePostgres, POSTGRES_USER } from "./postgres-data";
import { identityOf } from "./process-identity";
import { socketFolder } from "./socket-folder";
import { waitUntil } from "./wait-until";

export interface PostgresServer {
  /** A DATABASE_URL for one of its databases, as the superuser. @param role another, through the socket alone */
  url(database: string, role?: string): string;
  pid(): number;
  isRunning(): boolean;
  /** Resolves when the present process ends. */
  exited(): Promise<void>;
  stop(): Promise<void>;
  /** kill -9; `restart` brings it back. */
  kill(): Promise<void>;
  /** Starts it again on the same data and address, after a clean stop if it still runs. */
  restart(): Promise<void>;
}

export interface PostgresOptions {
  /** Listens on 127.0.0.1 too, with a password; without it there is only the socket, in a folder only its owner enters. */
  port?: number;
  settings?: Record<string, string>;
}

const SOCKET = ".s.PGSQL.5432";
const READY_MS = 20_000;
const STOP_MS = 1_500;
const RETRY_MS = 250;

const SETTINGS = {
  max_connections: "200",
  // A row that is refused would stand in the log with its text.
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
};

/** A DATABASE_URL, through its socket, for one that another process has started in `dir`. */
export function postgresUrl(dir: string, database: string): string {
  return socketUrl(socketFolder(dir, SOCKET, unprivilegedAccount()), database);
}

/** A private PostgreSQL with its data in `dir`, made on the first start. */
export async function startPostgres(dir: string, options: PostgresOptions = {}): Promise<PostgresServer> {
  const account = unprivilegedAccount();
  makeOwnFolder(account, dir);
  if (!canReach(account, dir)) throw new Error(`The account that PostgreSQL runs as cannot reach ${dir}.`);
  const { initdb, postgres } = postgresBinaries(account, join(dirname(dir), "programs"));
  const data = join(dir, "data");
  const password = initialisePostgres(dir, data, initdb, account);
  const sockets = socketFolder(dir, SOCKET, account);
  const port = String(options.port ?? 5432);
  const listen_addresses = options.port === undefined ? "" : "127.0.0.1";
  const settings = { ...SETTINGS, port, listen_addresses, unix_socket_directories: sockets, ...options.settings };
  const args = ["-D", data, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
  const url = (database: string, role = POSTGRES_USER) =>
    options.port === undefined
      ? socketUrl(sockets, database, role)
      : `postgresql://${POSTGRES_USER}:${password}@127.0.0.1:${port}/${database}`;

  const serve = async (): Promise<Daemon> => {
    const end = Date.now() + READY_MS;
    for (;;) {
      forgetStranger(data);
      const started = await startDaemon({ command: postgres, args, dir, account, stopSignal: "SIGINT" });
      try {
        await waitUntil(() => postgresAnswers(url("postgres")), {
          deadlineMs: READY_MS,
          stopped: () => !started.isRunning(),
          otherwise: `PostgreSQL did not start. See ${logFileOf(dir)}.`,
        });
        return started;
      } catch (error) {
        await started.stop(STOP_MS);
        // The last backends of one that was killed hold the data for a moment.
        if (Date.now() > end) throw error;
        await pause(RETRY_MS);
      }
    }
  };
  let daemon = await serve();
  return {
    url,
    pid: () => daemon.pid,
    isRunning: () => daemon.isRunning(),
    exited: () => daemon.exited,
    stop: () => daemon.stop(STOP_MS),
    kill: () => daemon.kill(),
    async restart() {
      await daemon.stop(STOP_MS);
      daemon = await serve();
    },
  };
}

function socketUrl(sockets: string, database: string, role = POSTGRES_USER): string {
  return `postgresql://${role}@localhost/${database}?host=${encodeURIComponent(sockets)}`;
}

/** PostgreSQL refuses to start when the process noted in its lock file lives, even if the number is another's by now. */
function forgetStranger(data: string): void {
  const lock = join(data, "postmaster.pid");
  if (!existsSync(lock)) return;
  const pid = Number.parseInt(readFileSync(lock, "utf8"), 10);
  if (identityOf(pid) === null || isStranger(pid, data)) rmSync(lock, { force: true });
}

function isStranger(pid: number, data: string): boolean {
  const commandLine = `/proc/${pid}/cmdline`;
  return existsSync(commandLine) && !readFileSync(commandLine, "utf8").includes(data);
}
