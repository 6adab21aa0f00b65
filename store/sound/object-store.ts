import { processWide } from "#platform/process-wide";

/**
 * Keeps bytes as objects outside of PostgreSQL. A location is `bucket/key`. Each location is written once, so an object
 * never changes. Every method throws `ObjectStoreFault`, within seconds if the store does not answer.
 */
export type ObjectStore = {
  put(location: string, bytes: Uint8Array): Promise<void>;
  /** Null: there is no such object. */
  get(location: string): Promise<Uint8Array | null>;
  /** Also succeeds if there is no such object. */
  delete(location: string): Promise<void>;
  close(): void;
};

/** A request to the object store failed, or was not answered in time. The message holds no secret and no location. */
export class ObjectStoreFault extends Error {
  override readonly name = "ObjectStoreFault";
}

type SoundObjects = {
  readonly store: ObjectStore;
  /** `bucket/prefix` of new parts; null: new parts are kept in PostgreSQL. */
  readonly place: string | null;
};

const open = processWide<SoundObjects>("sound-objects");

/** Sets where this process keeps and reads objects. */
export function setSoundObjects(objects: SoundObjects): { close(): void } {
  open.set(objects);
  return {
    close() {
      open.clear();
      objects.store.close();
    },
  };
}

/** The place of new parts; null: PostgreSQL. */
export function placeOfNewParts(): string | null {
  return open.find()?.place ?? null;
}

export function objectStore(): ObjectStore {
  return open.get().store;
}
