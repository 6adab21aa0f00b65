import { createHash } from "node:crypto";

/** Most lists whose results are kept. */
const MOST = 64;

/**
 * Caches the results of `make` for the last 64 lists. The key is the list's content, so a list that another process has
 * changed is another list.
 */
export function rememberByContent<Item, Made>(make: (list: readonly Item[]) => Made): (list: readonly Item[]) => Made {
  const made = new Map<string, Made>();
  // A serving passes the same array many times: this avoids hashing it.
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
