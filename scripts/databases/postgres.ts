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
  /** A DATABASE_URL for one of its databases, with the superuser. @param role another role, through the socket only */
  url(database: string, role?: string): string;
  pid(): number;
  isRunning(): boolean;
  /** Resolves when the current process ends. */
  exited(): Promise<void>;
  stop(): Promise<void>;
  /** kill -9; `restart` starts it again. */
  kill(): Promise<void>;
  /** Starts it again with the same data and address; stops it cleanly first if it still runs. */
  restart(): Promise<void>;
}

export interface PostgresOptions {
  /**
   * Also listens on 127.0.0.1, with a password. Otherwise there is only the socket, in a folder that only its owner can
   * enter.
   */
  port?: number;
  settings?: Record<string, string>;
}

const SOCKET = ".s.PGSQL.5432";
const READY_MS = 20_000;
const STOP_MS = 1_500;
const RETRY_MS = 250;

const SETTINGS = {
  max_connections: "200",
  // The log would quote the text of a row that PostgreSQL refuses.
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
};

/** A DATABASE_URL, through the socket, for a server that another process has started in `dir`. */
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
        // The last backends of a killed server hold the data for a moment.
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

/**
 * PostgreSQL refuses to start while the process in its lock file lives, even if the number now belongs to another
 * process.
 */
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
