import { expect, test } from "vitest";
import { EvictingLimit } from "#gateway/limits/evicting-limit";

test("at an address's limit its oldest member is evicted; at the total limit the oldest member of the largest address", () => {
  const limit = new EvictingLimit(2, 4);
  const ended: string[] = [];
  const enter = (name: string, address: string) => limit.enter(address, () => ended.push(name));
  enter("a1", "a");
  const leave = enter("a2", "a");
  enter("b1", "b");
  enter("a3", "a");
  expect(ended).toEqual(["a1"]);
  leave();
  leave();
  enter("a4", "a");
  enter("c1", "c");
  expect(ended).toEqual(["a1"]);
  enter("d1", "d");
  expect(ended).toEqual(["a1", "a3"]);
  expect(limit.size).toBe(4);
  enter("e1", "e");
  expect(ended).toHaveLength(3);
  expect(limit.size).toBe(4);
});

test("an address with a limit of one keeps the newest member", () => {
  const limit = new EvictingLimit(1, 10);
  const ended: number[] = [];
  for (let n = 0; n < 5; n += 1) limit.enter("a", () => ended.push(n));
  expect(ended).toEqual([0, 1, 2, 3]);
  expect(limit.size).toBe(1);
});
