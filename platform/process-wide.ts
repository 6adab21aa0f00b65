/**
 * A value that exists once per process. Next bundles app/ separately from server.ts, so a module-level variable would
 * exist twice: two connection pools, two sets of limits.
 */
export function processWide<T>(name: string): {
  set(value: T): void;
  get(): T;
  find(): T | undefined;
  clear(): void;
} {
  const key = Symbol.for(`interline.${name}`);
  const holder = globalThis as unknown as Record<symbol, T | undefined>;
  return {
    set(value) {
      holder[key] = value;
    },
    get() {
      const value = holder[key];
      if (value === undefined) throw new Error(`${name} was used before it was initialised in this process`);
      return value;
    },
    find: () => holder[key],
    clear() {
      holder[key] = undefined;
    },
  };
}
