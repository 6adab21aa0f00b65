import { afterEach, beforeEach, expect, test } from "vitest";
import type { ExportJob } from "#app/export/export-job";
import { ThreadPool } from "#app/export/thread-pool";
import { createLog } from "#platform/log";

/** The signal of a client that stays connected. */
const stays = () => new AbortController().signal;
const threadFile = new URL("../../../../testing/exports/scripted-thread.mjs", import.meta.url);
let threads: ThreadPool;
beforeEach(() => {
  const log = createLog("test", "silent");
  threads = ThreadPool.open({ threadFile, databaseUrl: "", atOnce: 2, heapMb: 48, log });
});
afterEach(() => threads.close());

const make = (what: string, taker: string, signal = stays()) =>
  threads.make({ sessionId: what } as ExportJob, [{ name: taker, most: 3 }], signal);

/** @returns the bytes of a file, or the name of another result */
async function bytes(made: Promise<Awaited<ReturnType<typeof make>>>): Promise<number | string> {
  const file = await made;
  return file.kind === "file" ? (await new Response(file.content).arrayBuffer()).byteLength : file.kind;
}

test("two threads make all files of many clients completely", async () => {
  const made = Array.from({ length: 20 }, (_, at) => bytes(make(`blocks ${at}`, `taker ${at}`)));
  expect(await Promise.all(made)).toEqual(Array.from({ length: 20 }, (_, at) => at * 65_536));
});

test("files above the limit of a client and above the limit of all are refused", async () => {
  const many = ["anna", "anna", "anna", "anna"].map((taker) => bytes(make("blocks 1", taker)));
  expect(await Promise.all(many)).toEqual([65_536, 65_536, 65_536, "full"]);
  const all = Array.from({ length: 40 }, (_, at) => bytes(make("blocks 1", `taker ${at}`)));
  expect((await Promise.all(all)).filter((one) => one === "full")).toHaveLength(40 - 32);
});

test("a client whose thread does not end does not block others", async () => {
  const gone = new AbortController();
  const held = ["deaf", "deaf", "deaf"].map((what) => make(what, "anna", gone.signal));
  expect(await bytes(make("blocks 2", "ben"))).toBe(2 * 65_536);
  gone.abort();
  for (const one of held) await expect(one).rejects.toThrow();
  expect(await bytes(make("blocks 1", "anna"))).toBe(65_536);
});

test("a client that disconnects in mid-file frees its thread for others", async () => {
  // More than the threads make ahead: they wait for these clients.
  const large = await Promise.all(["anna", "ben"].map((taker) => make("blocks 200", taker)));
  const waits = bytes(make("blocks 1", "carla"));
  for (const one of large) if (one.kind === "file") await one.content.cancel();
  expect(await waits).toBe(65_536);
});

test.each(["crash", "fat", "fail"])(
  "only the file of a thread that does %s fails; the next one is made",
  async (what) => {
    await expect(make(what, "anna")).rejects.toThrow();
    expect(await bytes(make("missing", "anna"))).toBe("missing");
    expect(await bytes(make("blocks 70", "anna"))).toBe(70 * 65_536);
  },
);
