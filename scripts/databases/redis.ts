import { join } from "node:path";
import { Redis as Client } from "ioredis";
import { makeOwnFolder, unprivilegedAccount } from "./account";
import { type Daemon, logFileOf, startDaemon } from "./daemon";
import { endLeftBehind } from "./pid-file";
import { removeLeftovers } from "./redis-leftovers";
import { socketFolder } from "./socket-folder";
import { waitUntil } from "./wait-until";

export interface RedisServer {
  /** The path of its Unix socket, as a REDIS_URL. */
  readonly url: string;
  pid(): number;
  isRunning(): boolean;
  /** Resolves when the current process ends. */
  exited(): Promise<void>;
  stop(): Promise<void>;
  /** kill -9; `restart` starts it again with the data of its append-only file. */
  kill(): Promise<void>;
  /** Starts it again with the same data and socket; stops it cleanly first if it still runs. */
  restart(): Promise<void>;
}

const READY_MS = 15_000;
const STOP_MS = 1_500;

/**
 * A private Redis on a Unix socket, with its data in `dir`: an append-only file, without eviction.
 * @param options further options of redis-server, such as ["--maxmemory", "8mb"]
 */
export async function startRedis(dir: string, options: string[] = []): Promise<RedisServer> {
  const account = unprivilegedAccount();
  makeOwnFolder(account, dir);
  const socket = join(socketFolder(dir, "redis.sock", account), "redis.sock");
  const always = `--port 0 --unixsocketperm 700 --appendonly yes --appendfsync everysec --maxmemory-policy noeviction
    --daemonize no --supervised no`.split(/\s+/);
  const args = [...always, "--save", "", "--unixsocket", socket, "--dir", dir, ...options];
  const serve = async (): Promise<Daemon> => {
    await endLeftBehind(`${dir}.pid`, "SIGTERM");
    removeLeftovers(dir);
    const started = await startDaemon({ command: "redis-server", args, dir, account, stopSignal: "SIGTERM" });
    await waitUntil(() => answers(socket), {
      deadlineMs: READY_MS,
      stopped: () => !started.isRunning(),
      otherwise: `Redis did not start. See ${logFileOf(dir)}.`,
    });
    return started;
  };
  let daemon = await serve();
  return {
    url: socket,
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

async function answers(path: string): Promise<boolean> {
  const client = new Client({ path, lazyConnect: true, retryStrategy: () => null, enableOfflineQueue: false });
  client.on("error", () => {});
  try {
    await client.connect();
    // Redis answers LOADING until it has read the append-only file.
    return (await client.ping()) === "PONG";
  } catch {
    return false;
  } finally {
    client.disconnect();
  }
}
