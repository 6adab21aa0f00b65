import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { readWorkerEnv } from "#platform/env";
import { createLog } from "#platform/log";
import { PACKET_SAMPLES } from "#protocol/sound";
import { database } from "#store/database";
import { markDeleted, removeDeleted } from "#store/session/change-state";
import { ObjectStoreFault } from "#store/sound/object-store";
import { readPeaks } from "#store/sound/read-peaks";
import { readPackets } from "#store/sound/read-sound";
import { openSoundObjects } from "#store/sound/s3/open-s3";
import { placePackets } from "#store/sound/sound-objects";
import { deleteSound } from "#store/sound/sound-state";
import { storeSound } from "#store/sound/store-part";
import { isTableFault } from "#store/transient";
import { describeStoredSound, keptSession, silence, someSound, storePackets } from "#testing/contracts/sound-contract";
import { S3Server } from "#testing/objects/s3-server";
import { databaseOf } from "#testing/vitest/database-of";
import { deleteDoomedObjects } from "#worker/sweeping/delete-doomed-objects";

databaseOf("anna");
const log = createLog("worker", "silent");
const s3 = await S3Server.start();
afterAll(() => s3.close());

let opened: { close(): void };
/** Opens the store of these settings, as a worker does. */
async function open(settings: Record<string, string>): Promise<void> {
  opened?.close();
  for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] as const) vi.stubEnv(name, s3.env[name]);
  opened = await openSoundObjects(readWorkerEnv({ ...NEEDED, ...settings }), log, "write");
}
const NEEDED = { NODE_ENV: "test" as const, DATABASE_URL: "postgres://x", REDIS_URL: "/x" };
afterAll(() => {
  opened?.close();
  vi.unstubAllEnvs();
});

const rowsOfObjects = () => database().soundObject.count();
/** As the sweeper an hour later. */
async function sweepLater() {
  await database().$executeRaw`UPDATE sound_object SET since = since - interval '1 hour'`;
  await deleteDoomedObjects({ log });
  return { objects: s3.keys().length, rows: await rowsOfObjects() };
}

describe("without SOUND_STORE", () => {
  beforeAll(() => open({}));
  describeStoredSound("PostgreSQL", async () => ({ objects: 0, rows: await rowsOfObjects() }));
});

test("while the table of parts is locked, reading and deleting end with an error within seconds, and mend", async () => {
  const kept = await keptSession();
  const other = await keptSession();
  const sound = someSound(10);
  for (const one of [kept, other]) await storePackets(one, 0, sound);
  const lock = async (tx: Pick<ReturnType<typeof database>, "$executeRaw">) => {
    await tx.$executeRaw`LOCK TABLE sound_part IN ACCESS EXCLUSIVE MODE`;
    await markDeleted(other.sessionId);
    const { sessionId } = kept;
    const attempts = [
      readPackets(sessionId, 0, 10),
      readPeaks(sessionId),
      deleteSound(sessionId),
      removeDeleted(other.sessionId),
    ];
    const errors = (await Promise.allSettled(attempts)).map(
      (one) => one.status === "rejected" && isTableFault(one.reason),
    );
    expect(errors).toEqual([true, true, true, true]);
  };
  await database().$transaction(lock, { timeout: 60_000 });
  expect(sound.equals(await readPackets(kept.sessionId, 0, 10))).toBe(true);
  await deleteSound(kept.sessionId);
  await removeDeleted(other.sessionId);
  expect(await database().soundPart.count()).toBe(0);
});

describe("with SOUND_STORE", () => {
  beforeAll(() => open(s3.env));
  describeStoredSound("S3", async () => {
    const swept = await sweepLater();
    const parts = await database().soundPart.count({ where: { object: { not: null } } });
    return { ...swept, objects: swept.objects - parts };
  });

  describe("an object store", () => {
    afterEach(async () => {
      s3.network.heal();
      await database().session.deleteMany();
      expect(await sweepLater()).toEqual({ objects: 0, rows: 0 });
    });

    test("that was set later, or is no longer set: older and newer sound are both read", async () => {
      const kept = await keptSession();
      const parts = [someSound(10), someSound(10), someSound(10)] as const;
      await open({});
      await storePackets(kept, 0, parts[0]);
      await open(s3.env);
      await storePackets(kept, 10, parts[1]);
      const { SOUND_STORE: _, ...rest } = s3.env;
      await open(rest);
      await storePackets(kept, 20, parts[2]);
      expect(s3.keys()).toHaveLength(1);
      expect(Buffer.concat(parts).equals(await readPackets(kept.sessionId, 0, 30))).toBe(true);
      await open(s3.env);
    });

    test("from which an object is missing: its sound is silence of its length", async () => {
      const kept = await keptSession();
      const sound = someSound(10);
      await storePackets(kept, 0, someSound(20));
      s3.lose(s3.keys()[0] ?? "");
      expect(s3.keys()).toEqual([]);
      await storePackets(kept, 20, sound);
      const warn = vi.spyOn(log, "warn");
      expect(Buffer.concat([silence(20), sound]).equals(await readPackets(kept.sessionId, 0, 30))).toBe(true);
      expect(warn).toHaveBeenCalledExactlyOnceWith("an object of stored sound does not exist: its sound is silence");
      warn.mockRestore();
    });

    test("that is down when the sound is deleted: the objects are deleted later", async () => {
      const kept = await keptSession();
      await storePackets(kept, 0, someSound(10));
      await storePackets(kept, 10, someSound(10));
      s3.network.refuse();
      await deleteSound(kept.sessionId);
      expect(await sweepLater()).toEqual({ objects: 2, rows: 2 });
      s3.network.heal();
      expect(await sweepLater()).toEqual({ objects: 0, rows: 0 });
    });

    test("that is down or half-open: reading and storing end with an error within seconds, and mend", async () => {
      const kept = await keptSession();
      const sound = someSound(10);
      await storePackets(kept, 0, sound);
      s3.network.refuse();
      await expect(storePackets(kept, 10, someSound(10))).rejects.toThrow(ObjectStoreFault);
      s3.network.heal();
      s3.network.freeze();
      const failures = [storePackets(kept, 10, someSound(10)), readPackets(kept.sessionId, 0, 10)];
      for (const { status } of await Promise.allSettled(failures)) expect(status).toBe("rejected");
      s3.network.heal();
      expect(sound.equals(await readPackets(kept.sessionId, 0, 10))).toBe(true);
      expect(await storePackets(kept, 10, sound)).toBe("stored");
    });

    test("whose object was swept before its part was stored: the part is not stored with it", async () => {
      const { sessionId, epoch } = await keptSession();
      const packets = someSound(10);
      const placed = await placePackets(packets);
      expect(await sweepLater()).toEqual({ objects: 0, rows: 0 });
      const part = { packets, peaks: new Uint8Array(), tail: new Uint8Array() };
      const sound = { sessionId, epoch, first: 0, end: 10 * PACKET_SAMPLES, part };
      expect(await storeSound(sound, placed, 1e9)).toBe("gone");
    });
  });
});
