/** A browser's `Storage` whose entries are in `kept`, where a test can read them. */
export function standInStorage(
  kept: Map<string, string>,
): Pick<Storage, "length" | "key" | "getItem" | "setItem" | "removeItem"> {
  return {
    get length() {
      return kept.size;
    },
    key: (at) => [...kept.keys()][at] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}
