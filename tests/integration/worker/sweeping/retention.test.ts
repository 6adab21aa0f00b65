import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { takeKey } from "#redis/keys";
import { eventually } from "#testing/eventually";
import { signIn } from "#testing/people/person";
import { filesHold } from "#testing/redis/redis-files";
import { chunkSaying } from "#testing/scripted/sound";
import { RawSocket } from "#testing/stack/raw-socket";
import { stackFixture } from "#testing/stack/stack-fixture";

const fixture = stackFixture({ web: 1, workers: 1 });

test("the sweeper deletes a session past its owner's retention days, and logs id and counts", async () => {
  const { stack } = fixture;
  const url = `http://127.0.0.1:${stack.web[0]?.port}`;
  const socket = await RawSocket.connect(url, (await signIn(url)).token);
  const [old, young, open] = [await said(socket, 7), await said(socket, 8), (await socket.speakInNew()).sessionId];
  expect(isInFiles(7)).toBe(true);
  expect(isInFiles(8)).toBe(true);
  const { rows } = await stack.database.query("SELECT owner_id FROM session WHERE id = $1", [old]);
  await stack.database.query("UPDATE session SET ended_at = now() - interval '31 days' WHERE id = $1", [old]);
  await stack.database.query("UPDATE session SET created_at = now() - interval '90 days' WHERE id = $1", [open]);
  await stack.database.query("UPDATE session SET ended_at = now() - interval '29 days' WHERE id = $1", [young]);
  await socket.ask("session:join", { sessionId: old, since: 0 });
  const told = new Promise((resolve) => socket.socket.once("deleted", resolve));
  await stack.database.query("INSERT INTO profile (user_id, retention_days) VALUES ($1, 30)", [rows[0]?.owner_id]);

  await told;
  const left = await eventually("its rows are gone", async () => {
    const found = await stack.database.query("SELECT id FROM session ORDER BY id");
    return found.rowCount === 2 && found.rows.map(({ id }) => id);
  });
  expect(left).toEqual([young, open].sort());
  // A gateway may still have reported which languages are read there; the report expires.
  const keys = await eventually("only its tombstone is left", async () => {
    const found = await stack.redis.keys(`*${old}*`);
    return found.length === 1 && found;
  });
  expect(keys).toEqual([`interline:{${old}}:gone`]);
  const line = await eventually("it is logged", () =>
    logged().find((text) => text.includes("past its retention period")),
  );
  expect(JSON.parse(line)).toMatchObject({ sessionId: old, segments: 1, translations: 1 });
  expect(line).not.toMatch(/w7\b/);
  // The speech of the other session was recognised: it is not in Redis any more either.
  await eventually("no file of Redis has the sound", () => !isInFiles(7) && !isInFiles(8));
  socket.close();
});

test("a session without speech for half an hour is ended as a page would end it: its pages are told of the new take", async () => {
  const { stack } = fixture;
  const url = `http://127.0.0.1:${stack.web[0]?.port}`;
  const socket = await RawSocket.connect(url, (await signIn(url)).token);
  const { sessionId } = await socket.speakInNew();
  await socket.ask("session:join", { sessionId, since: 0 });
  await stack.redis.hset(takeKey(sessionId), { at: Date.now() - 31 * 60_000 });
  const told = new Promise((resolve) => socket.socket.once("take", resolve));

  expect(await socket.readEnded(sessionId)).toBe("");
  expect(socket.told).toContain("take");
  expect(await told).toEqual({ take: 2 });
  socket.close();
});

/** Whether the sound of a word is in a file of Redis. */
function isInFiles(word: number): boolean {
  return filesHold(join(fixture.stack.directory, "redis"), Buffer.from(chunkSaying(word)).subarray(0, 64));
}

function logged(): string[] {
  const files = readdirSync(fixture.stack.directory).filter((name) => name.startsWith("worker"));
  return files.flatMap((name) => readFileSync(join(fixture.stack.directory, name), "utf8").split("\n"));
}

/** An ended session with a translated line. @returns its id */
async function said(socket: RawSocket, word: number): Promise<string> {
  const { sessionId, take } = await socket.speakInNew();
  await socket.ask("chunk", { take, n: 1, sound: chunkSaying(word) });
  await socket.ask("stop", { sessionId, after: { take, n: 2 } });
  await eventually("it has ended and is translated", async () => {
    const { rows } = await fixture.stack.database.query(
      "SELECT 1 FROM session s JOIN translation t ON t.session_id = s.id WHERE s.id = $1 AND s.state = 'ended'",
      [sessionId],
    );
    return rows.length > 0;
  });
  return sessionId;
}
