import { randomBytes } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { PACKET_BYTES, PACKET_SAMPLES } from "#protocol/sound";
import { database } from "#store/database";
import { FenceLost } from "#store/fence-lost";
import { markDeleted, removeDeleted } from "#store/session/change-state";
import { claimSession } from "#store/session/claim-session";
import { createSession } from "#store/session/sessions";
import { readPackets } from "#store/sound/read-sound";
import { SILENT_PACKET } from "#store/sound/silent-packet";
import { placePackets } from "#store/sound/sound-objects";
import { deleteSound } from "#store/sound/sound-state";
import { storeSound } from "#store/sound/store-part";

/** A session whose sound is kept. */
export type Kept = { readonly sessionId: string; readonly epoch: number };

/** A new session of anna, who must be a person of the database. */
export async function keptSession(): Promise<Kept> {
  const made = { ownerId: "anna", sourceLang: "en-US", targetLangs: [], title: "", startedFrom: "", keepsSound: true };
  const { id: sessionId } = await createSession(made);
  return { sessionId, epoch: (await claimSession(sessionId))?.epoch ?? 0 };
}

/** Stores these packets as a part. @param first its first packet */
export async function storePackets({ sessionId, epoch }: Kept, first: number, packets: Uint8Array, quota = 1e9) {
  const end = first + packets.byteLength / PACKET_BYTES;
  const part = { packets, peaks: Uint8Array.of(1), tail: Uint8Array.of(1) };
  const sound = { sessionId, epoch, first: first * PACKET_SAMPLES, end: end * PACKET_SAMPLES, part };
  return storeSound(sound, await placePackets(packets), quota);
}

export const someSound = (packets: number): Buffer => randomBytes(packets * PACKET_BYTES);
export const silence = (packets: number): Buffer => Buffer.alloc(packets * PACKET_BYTES, SILENT_PACKET);

/** What is left outside of parts: objects, and rows that name them. */
type Left = { readonly objects: number; readonly rows: number };

/**
 * The rules for stored sound, wherever its bytes are.
 * @param sweep deletes what the sweeper would have deleted after an hour, and counts what is left
 */
export function describeStoredSound(name: string, sweep: () => Promise<Left>): void {
  describe(`sound stored in ${name}`, () => {
    let kept: Kept;

    beforeEach(async () => {
      kept = await keptSession();
    });

    const partsOf = () => database().soundPart.count({ where: { sessionId: kept.sessionId } });
    const expectNothingLeft = async () => {
      expect(await partsOf()).toBe(0);
      expect(await sweep()).toEqual({ objects: 0, rows: 0 });
    };

    test("is read as it was stored, whole and in ranges; lost sound is silence", async () => {
      const [one, two] = [someSound(500), someSound(120)];
      expect(await storePackets(kept, 0, one)).toBe("stored");
      expect(await storePackets(kept, 550, two)).toBe("stored");
      const whole = Buffer.concat([one, silence(50), two]);
      for (const [from, to] of [
        [0, 670],
        [0, 1],
        [499, 500],
        [100, 560],
        [480, 551],
        [510, 520],
        [669, 670],
      ] as const) {
        const read = await readPackets(kept.sessionId, from, to);
        const wanted = whole.subarray(from * PACKET_BYTES, to * PACKET_BYTES);
        expect(wanted.equals(read), `packets ${from} to ${to}`).toBe(true);
      }
      await expect(readPackets(kept.sessionId, 660, 671)).rejects.toThrow("was deleted");
      await deleteSound(kept.sessionId);
      await expectNothingLeft();
    });

    test("is stored once if it is stored again after a lost reply", async () => {
      const sound = someSound(10);
      expect(await storePackets(kept, 0, sound)).toBe("stored");
      expect(await storePackets(kept, 0, sound)).toBe("stored");
      expect(await partsOf()).toBe(1);
      expect((await sweep()).rows).toBe(0);
      expect(sound.equals(await readPackets(kept.sessionId, 0, 10))).toBe(true);
      const row = await database().session.findUniqueOrThrow({ where: { id: kept.sessionId } });
      expect(Number(row.soundBytes)).toBe(sound.byteLength);
      await deleteSound(kept.sessionId);
      await expectNothingLeft();
    });

    test("of a worker that has lost its session, or beyond the quota, is not stored", async () => {
      await claimSession(kept.sessionId);
      await expect(storePackets(kept, 0, someSound(10))).rejects.toThrow(FenceLost);
      const next = { ...kept, epoch: kept.epoch + 1 };
      expect(await storePackets(next, 0, someSound(10), 599)).toBe("full");
      await expectNothingLeft();
    });

    test("leaves nothing when its session is deleted", async () => {
      for (const first of [0, 10, 20]) await storePackets(kept, first, someSound(10));
      await markDeleted(kept.sessionId);
      await expect(readPackets(kept.sessionId, 0, 10)).rejects.toThrow("was deleted");
      await removeDeleted(kept.sessionId);
      await expectNothingLeft();
    });
  });
}
