import { beforeEach, describe, expect, test, vi } from "vitest";
import { readWorkerEnv } from "#platform/env";
import { createLog } from "#platform/log";
import type { SessionView } from "#protocol/session";
import { SAMPLE_RATE } from "#protocol/sound";
import { database } from "#store/database";
import { claimSession } from "#store/session/claim-session";
import { createSession } from "#store/session/sessions";
import { openSoundObjects } from "#store/sound/s3/open-s3";
import { soundBytesOfAll } from "#store/sound/sound-state";
import { untilStored } from "#store/transient";
import { eventually } from "#testing/eventually";
import { S3Server } from "#testing/objects/s3-server";
import { databaseOf } from "#testing/vitest/database-of";
import { SoundKeeper } from "#worker/serving/sound-keeper";
import { SoundSpace } from "#worker/sound/sound-space";

databaseOf("anna");

let sessionId: string;
/** What the owner's pages are told. */
let told: (string | undefined)[];

async function newSession(): Promise<void> {
  const made = { ownerId: "anna", sourceLang: "en-US", targetLangs: [], title: "", startedFrom: "", keepsSound: true };
  ({ id: sessionId } = await createSession(made));
}

beforeEach(async () => {
  await newSession();
  told = [];
});

type Settings = { readonly megabytes?: number; readonly keep?: "ask" | "never"; readonly patienceMs?: number };

async function opened({ megabytes = 10, keep = "ask", patienceMs }: Settings = {}): Promise<SoundKeeper> {
  const claim = await claimSession(sessionId);
  if (!claim) throw new Error("the session is over");
  const env = { SOUND_MEGABYTES_PER_USER: megabytes, KEEP_SOUND: keep };
  const publisher = { session: ({ session }: { session: SessionView }) => told.push(session.sound) };
  const { signal } = new AbortController();
  const log = createLog("worker", "silent");
  const context = { env, publisher, log, soundSpace: new SoundSpace(1e9, soundBytesOfAll, log) };
  return new SoundKeeper(context as unknown as ConstructorParameters<typeof SoundKeeper>[0], claim, {
    signal,
    stored: (query) => untilStored(query, { signal, onRetry: () => undefined }),
    onSafe: () => undefined,
    onFailure: (error) => expect.fail(String(error)),
    ...(patienceMs !== undefined && { patienceMs }),
  });
}

/** Adds the first second of the session's sound. */
function addSecond(keeper: SoundKeeper): Promise<void> {
  const sound = Buffer.alloc(SAMPLE_RATE * 2, "a note of a song");
  const place = { take: 1, n: 0, startSample: 0, samples: SAMPLE_RATE };
  return keeper.add({ ...place, kind: "chunk", sound, lang: "", pauseMs: 0, capturedAt: null, isLate: false });
}

/** The number of connections that wait for a lock. */
async function connectionsWaiting(): Promise<number> {
  const rows = await database().$queryRaw<unknown[]>`
    SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return rows.length;
}

async function stored() {
  const row = await database().session.findUniqueOrThrow({ where: { id: sessionId } });
  return { sound: row.sound, end: Number(row.soundEnd) };
}

describe("a table of sound that is locked", () => {
  /** Holds the lock while `act` runs. */
  const whileLocked = (act: () => Promise<void>) =>
    database().$transaction(
      async (tx) => {
        await tx.$executeRaw`LOCK TABLE sound_part IN ACCESS EXCLUSIVE MODE`;
        await act();
      },
      { timeout: 60_000 },
    );

  test("for long: the keeping stops, and no words wait for it", async () => {
    const keeper = await opened({ patienceMs: 1_000 });
    await addSecond(keeper);
    await whileLocked(async () => {
      await keeper.flush();
      expect(keeper.safe).toBe(Number.POSITIVE_INFINITY);
      await eventually("the page is told", () => told.includes("full"));
    });
    expect(await stored()).toEqual({ sound: "full", end: 0 });
  });

  test("for many sessions: they wait on two connections, and all keeping stops after the same time", async () => {
    const keepers: SoundKeeper[] = [];
    for (let n = 0; n < 20; n += 1) {
      await newSession();
      keepers.push(await opened({ patienceMs: 3_000 }));
    }
    await whileLocked(async () => {
      let mostWaiting = 0;
      const all = Promise.all(
        keepers.map(async (keeper) => {
          await addSecond(keeper);
          await keeper.flush();
          // The words of a session need a connection too.
          mostWaiting = Math.max(mostWaiting, await connectionsWaiting());
        }),
      );
      await eventually("sound waits for the lock", async () => {
        mostWaiting = Math.max(mostWaiting, await connectionsWaiting());
        return mostWaiting === 2;
      });
      await all;
      expect(mostWaiting).toBe(2);
      expect(keepers.map(({ safe }) => safe)).toEqual(Array(20).fill(Number.POSITIVE_INFINITY));
    });
    expect(await database().soundPart.count()).toBe(0);
  });

  test("for a moment, also during the claim: the sound is stored then", async () => {
    let keeper: SoundKeeper | null = null;
    await whileLocked(async () => {
      keeper = await opened();
      await addSecond(keeper);
    });
    await keeper!.flush();
    expect(keeper!.safe).toBe(SAMPLE_RATE);
    expect(await stored()).toEqual({ sound: "keeping", end: SAMPLE_RATE });
  });
});

test("an object store that is down for long: the keeping stops, and no words wait for it", async () => {
  const s3 = await S3Server.start();
  const needed = { NODE_ENV: "test" as const, DATABASE_URL: "postgres://x", REDIS_URL: "/x" };
  for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] as const) vi.stubEnv(name, s3.env[name]);
  s3.network.refuse();
  const objects = await openSoundObjects(
    readWorkerEnv({ ...needed, ...s3.env }),
    createLog("worker", "silent"),
    "write",
  );
  const keeper = await opened({ patienceMs: 1_000 });
  await addSecond(keeper);
  await keeper.flush();
  expect(keeper.safe).toBe(Number.POSITIVE_INFINITY);
  await eventually("the page is told", () => told.includes("full"));
  expect(await stored()).toEqual({ sound: "full", end: 0 });
  objects.close();
  vi.unstubAllEnvs();
  await s3.close();
});

test("KEEP_SOUND=never ends the keeping of a session that began before", async () => {
  const keeper = await opened({ keep: "never" });
  expect(keeper.safe).toBe(Number.POSITIVE_INFINITY);
  await addSecond(keeper);
  await keeper.flush();
  await eventually("the page is told", () => told.includes("off"));
  expect(await stored()).toEqual({ sound: "off", end: 0 });
});

test("a connection that is cut while the end of the keeping is noted: it is noted again, and no words wait", async () => {
  const keeper = await opened({ megabytes: 0 });
  await addSecond(keeper);
  await database().$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM session WHERE id = ${sessionId} FOR UPDATE`;
      await keeper.flush();
      await eventually("the connection that waits for the session is cut", async () => {
        const rows = await database().$queryRaw<unknown[]>`
          SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%UPDATE session SET sound =%'`;
        return rows.length === 1;
      });
    },
    { timeout: 60_000 },
  );
  await eventually("the page is told", () => told.includes("full"));
  expect(await stored()).toEqual({ sound: "full", end: 0 });
});
