import * as fake from "fake-indexeddb";
import { vi } from "vitest";
import { StandInLocks } from "./stand-in-locks";

/** Gives a test an empty browser database, with the globals that the library `idb` expects. @returns the browser's locks */
export function standInIndexedDb(): StandInLocks {
  for (const [name, value] of Object.entries(fake)) if (name.startsWith("IDB")) vi.stubGlobal(name, value);
  vi.stubGlobal("indexedDB", new fake.IDBFactory());
  const locks = new StandInLocks();
  vi.stubGlobal("navigator", { locks });
  return locks;
}
