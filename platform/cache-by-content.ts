import { createHash } from "node:crypto";

/** The largest number of lists whose results are kept. */
const MOST = 64;

/**
 * Caches the results of `make` for the last 64 lists. The key is a hash of the list's content, so a changed list gets a
 * result of its own.
 */
export function rememberByContent<Item, Made>(make: (list: readonly Item[]) => Made): (list: readonly Item[]) => Made {
  const made = new Map<string, Made>();
  // The serving of a session passes the same array many times: this avoids hashing it again.
  const known = new WeakMap<readonly Item[], Made>();
  return (list) => {
    const before = known.get(list);
    if (before !== undefined) return before;
    const key = createHash("sha256").update(JSON.stringify(list)).digest("base64");
    const result = made.get(key) ?? make(list);
    made.delete(key);
    made.set(key, result);
    const oldest = made.keys().next();
    if (made.size > MOST && !oldest.done) made.delete(oldest.value);
    known.set(list, result);
    return result;
  };
}
