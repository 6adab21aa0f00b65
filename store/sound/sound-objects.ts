import { randomBytes } from "node:crypto";
import { database, limitLockWait } from "../database";
import { storingTurns } from "../sound-turns";
import { objectStore, placeOfNewParts } from "./object-store";

/** The packets of a part that is not stored yet: in its row, or in an object, which is `bucket/key`. */
export type PlacedPackets = { readonly packets: Uint8Array; readonly object: string | null };

const NONE = new Uint8Array();

/**
 * Writes packets where new parts are kept, before their part is stored. A row names each object before it is written, so
 * that no object is forgotten.
 * @throws ObjectStoreFault; an error of PostgreSQL
 */
export async function placePackets(packets: Uint8Array): Promise<PlacedPackets> {
  const place = placeOfNewParts();
  if (place === null) return { packets, object: null };
  // A repeated attempt has another name: the first one may arrive late, after the sweeper has deleted it.
  const object = `${place}/${randomBytes(16).toString("base64url")}`;
  const name = database().$executeRaw`INSERT INTO sound_object (location) VALUES (${object})`;
  await storingTurns.take(() => database().$transaction([limitLockWait(), name]));
  await objectStore().put(object, packets);
  return { packets: NONE, object };
}

/** Marks objects whose part was not stored within ten minutes as to be deleted: no part may have them from here on. */
export async function doomAbandonedObjects(): Promise<void> {
  await database().$executeRaw`
    UPDATE sound_object SET doomed = true WHERE NOT doomed AND since < now() - interval '10 minutes'`;
}

/** The locations of objects to delete, those first that were not tried for the longest time. */
export async function doomedObjects(limit: number): Promise<string[]> {
  const rows = await database().soundObject.findMany({
    where: { doomed: true },
    orderBy: { since: "asc" },
    take: limit,
    select: { location: true },
  });
  return rows.map(({ location }) => location);
}

/** The number of objects to delete. */
export function countDoomedObjects(): Promise<number> {
  return database().soundObject.count({ where: { doomed: true } });
}

/** Deletes an object, then the row that names it. @throws ObjectStoreFault */
export async function deleteObject(location: string): Promise<void> {
  try {
    await objectStore().delete(location);
  } catch (error) {
    // Others are tried before it: one that can never be deleted does not stop them.
    await database().$executeRaw`UPDATE sound_object SET since = now() WHERE location = ${location}`;
    throw error;
  }
  await database().soundObject.deleteMany({ where: { location, doomed: true } });
}
