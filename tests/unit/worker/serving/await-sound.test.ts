import { expect, test, vi } from "vitest";
import { untilStoredOrMore } from "#worker/serving/await-sound";

test("stored sound is not waited for, and the mailbox is not looked at", async () => {
  const hasMore = vi.fn(async () => false);
  await untilStoredOrMore(Promise.resolve(), hasMore);
  expect(hasMore).not.toHaveBeenCalled();
});

test("sound that is not stored is waited for until more entries arrive", async () => {
  let looks = 0;
  await untilStoredOrMore(new Promise(() => {}), async () => {
    looks += 1;
    return looks === 3;
  });
  expect(looks).toBe(3);
});

test("without more entries it is waited for until it is stored", async () => {
  let store = (): void => {};
  const stored = new Promise<void>((resolve) => {
    store = resolve;
  });
  let looks = 0;
  await untilStoredOrMore(stored, async () => {
    looks += 1;
    if (looks === 2) store();
    return false;
  });
  expect(looks).toBe(2);
});
