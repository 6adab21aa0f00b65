import { randomBytes } from "node:crypto";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Redis } from "ioredis";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { noteLeftover, rewriteFiles } from "#redis/append-only-file";
import { connectRedis } from "#redis/connection";
import { type RedisServer, startRedis } from "#scripts/databases/redis";
import { eventually } from "#testing/eventually";
import { filesHold } from "#testing/redis/redis-files";
import { temporaryFolder } from "#testing/services/temporary-folder";

let folder: string;
let server: RedisServer;
let redis: Redis;

beforeAll(async () => {
  folder = temporaryFolder();
  server = await startRedis(folder);
  redis = connectRedis(server.url);
  // Tests restart Redis, which breaks the connection.
  redis.on("error", () => {});
});

beforeEach(async () => {
  await redis.flushall();
  await atRest();
});

afterAll(async () => {
  redis.disconnect();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("files are rewritten at once after a deletion, and not twice in a row for recognised sound", async () => {
  expect(await rewriteFiles(redis)).toBe("nothing to do");
  await noteLeftover(redis, "recognised");
  expect(await rewriteFiles(redis)).toBe("begun");
  await atRest();
  await noteLeftover(redis, "recognised");
  expect(await rewriteFiles(redis)).toBe("nothing to do");
  await noteLeftover(redis, "deleted");
  expect(await rewriteFiles(redis)).toBe("begun");
  await atRest();
  expect(await rewriteFiles(redis)).toBe("nothing to do");
});

test("a deletion during a rewrite starts another one", async () => {
  await noteLeftover(redis, "deleted");
  expect(await rewriteFiles(redis)).toBe("begun");
  await noteLeftover(redis, "deleted");
  await atRest();
  expect(await rewriteFiles(redis)).toBe("begun");
});

test("a failed rewrite starts again", async () => {
  await noteLeftover(redis, "deleted");
  await rewriteFiles(redis);
  await atRest();
  expect(await rewriteFiles(sayingOfIts("aof_last_bgrewrite_status", "err"))).toBe("failed");
  await atRest();
  expect(await rewriteFiles(redis)).toBe("nothing to do");
});

test("a rewrite during which Redis was killed starts again, and then no file has the deleted data", async () => {
  const word = randomBytes(32);
  for (const key of ["a", "b", "c", "d"]) await redis.set(key, word);
  await redis.del("a", "b", "c");
  await redis.set("d", "another");
  await noteLeftover(redis, "deleted");
  // 5 s for each key: slow enough to kill Redis meanwhile.
  await redis.config("SET", "rdb-key-save-delay", "5000000");
  expect(await rewriteFiles(redis)).toBe("begun");
  await server.kill();
  await server.restart();
  expect(filesHold(folder, word)).toBe(true);
  expect(await rewriteFiles(redis)).toBe("failed");
  await atRest();
  expect(await rewriteFiles(redis)).toBe("nothing to do");
  await eventually("no file holds it", () => !filesHold(folder, word));
});

test("a Redis that keeps snapshots too rewrites both files", async () => {
  const word = randomBytes(32);
  await redis.set("a", word);
  await redis.config("SET", "save", "3600 1000000");
  await redis.call("SAVE");
  await redis.del("a");
  await noteLeftover(redis, "deleted");
  expect(await rewriteFiles(redis)).toBe("begun");
  await eventually("no file holds it", () => !filesHold(folder, word));
  await atRest();
  await redis.config("SET", "save", "");
  expect(await rewriteFiles(redis)).toBe("nothing to do");
});

test("files of a killed Redis that are not in its manifest are removed at the next start", async () => {
  await server.stop();
  const strays = ["appendonlydir/temp-rewriteaof-1.aof", "appendonlydir/appendonly.aof.99.incr.aof", "temp-1.rdb"];
  for (const stray of strays) writeFileSync(join(folder, stray), "left");
  await server.restart();
  expect(strays.filter((stray) => existsSync(join(folder, stray)))).toEqual([]);
});

test("a Redis that forbids rewriting is reported, and the deletion stays noted", async () => {
  await noteLeftover(redis, "deleted");
  await redis.acl("SETUSER", "hosted", "on", "nopass", "~*", "+@all", "-bgrewriteaof");
  const hosted = connectRedis(server.url);
  await hosted.call("AUTH", "hosted", "any");
  expect(await rewriteFiles(hosted)).toBe("forbidden");
  hosted.disconnect();
  expect(await rewriteFiles(redis)).toBe("begun");
});

test("a Redis without an append-only file is not told to write one", async () => {
  await noteLeftover(redis, "deleted");
  expect(await rewriteFiles(sayingOfIts("aof_enabled", "0"))).toBe("nothing to do");
  expect(await rewriteFiles(redis)).toBe("nothing to do");
});

/** Waits until no rewrite is under way. */
async function atRest(): Promise<void> {
  await eventually("Redis has written its files", async () =>
    /rdb_bgsave_in_progress:0[\s\S]*aof_rewrite_in_progress:0\s+aof_rewrite_scheduled:0/.test(
      await redis.info("persistence"),
    ),
  );
}

/** The same Redis, which reports another value of a field about its files. */
function sayingOfIts(field: string, value: string): Redis {
  const other: Redis = Object.create(redis);
  other.info = (async () => {
    const told = await redis.info();
    return told.replace(new RegExp(`${field}:\\w+`), `${field}:${value}`);
  }) as Redis["info"];
  return other;
}
