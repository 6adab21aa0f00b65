import { createHash } from "node:crypto";

/** Owners whose vocabularies a worker keeps ready. */
const MOST = 64;

/**
 * The same function, which keeps what it made of the last lists. A list is known by its content: another version of it
 * is another list, and in whichever process it was changed.
 */
export function rememberByContent<Item, Made>(make: (list: readonly Item[]) => Made): (list: readonly Item[]) => Made {
  const made = new Map<string, Made>();
  // One serving asks for the same list again and again.
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
