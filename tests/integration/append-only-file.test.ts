import { rmSync } from "node:fs";
import type { Redis } from "ioredis";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { connectRedis } from "#platform/redis";
import { noteLeftover, rewriteFiles } from "#queue/append-only-file";
import { type RedisServer, startRedis } from "#scripts/databases/redis";
import { eventually } from "../support/eventually";
import { temporaryFolder } from "../support/services/temporary-folder";

let folder: string;
let server: RedisServer;
let redis: Redis;

beforeAll(async () => {
  folder = temporaryFolder();
  server = await startRedis(folder);
  redis = connectRedis(server.url);
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

test("a deletion has the files rewritten at once, recognised sound every few minutes, nothing else ever", async () => {
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

test("where something is deleted during a rewrite, another one follows", async () => {
  await noteLeftover(redis, "deleted");
  expect(await rewriteFiles(redis)).toBe("begun");
  await noteLeftover(redis, "deleted");
  await atRest();
  expect(await rewriteFiles(redis)).toBe("begun");
});

test("a rewrite that failed is begun again", async () => {
  await noteLeftover(redis, "deleted");
  await rewriteFiles(redis);
  await atRest();
  expect(await rewriteFiles(sayingOfIts("aof_last_bgrewrite_status", "err"))).toBe("failed");
  await atRest();
  expect(await rewriteFiles(redis)).toBe("nothing to do");
});

test("where Redis forbids it, it says so, and knows still what is left", async () => {
  await noteLeftover(redis, "deleted");
  await redis.acl("SETUSER", "hosted", "on", "nopass", "~*", "+@all", "-bgrewriteaof");
  const hosted = connectRedis(server.url);
  await hosted.call("AUTH", "hosted", "any");
  expect(await rewriteFiles(hosted)).toBe("forbidden");
  hosted.disconnect();
  expect(await rewriteFiles(redis)).toBe("begun");
});

test("a Redis that keeps no file is not made to keep one", async () => {
  await noteLeftover(redis, "deleted");
  expect(await rewriteFiles(sayingOfIts("aof_enabled", "0"))).toBe("nothing to do");
  expect(await rewriteFiles(redis)).toBe("nothing to do");
});

/** No rewrite is under way. */
async function atRest(): Promise<void> {
  await eventually("Redis has written its files", async () =>
    /aof_rewrite_in_progress:0\s+aof_rewrite_scheduled:0/.test(await redis.info("persistence")),
  );
}

/** The same Redis, which says something else of its files. */
function sayingOfIts(field: string, value: string): Redis {
  const other: Redis = Object.create(redis);
  other.info = (async () => {
    const told = await redis.info("persistence");
    return told.replace(new RegExp(`${field}:\\w+`), `${field}:${value}`);
  }) as Redis["info"];
  return other;
}
