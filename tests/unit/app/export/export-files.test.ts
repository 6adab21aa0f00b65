import { describe, expect, test, vi } from "vitest";
import { FileSlots } from "#app/export/file-slots";
import { sentStream } from "#app/export/sent-stream";

describe("slots for exports", () => {
  const request = (user: string) => [
    { name: user, most: 2 },
    { name: "all", most: 3 },
  ];

  test("are refused under all names of a request if one name has no free slot", () => {
    const slots = new FileSlots();
    expect([1, 2, 3].map(() => slots.reserve(request("anna")) !== null)).toEqual([true, true, false]);
    expect(["ben", "carla"].map((user) => slots.reserve(request(user)) !== null)).toEqual([true, false]);
  });

  test("are returned once", () => {
    const slots = new FileSlots();
    const [one, two] = [slots.reserve(request("anna")), slots.reserve(request("anna"))];
    one?.();
    one?.();
    expect(slots.reserve(request("anna"))).not.toBeNull();
    expect(slots.reserve(request("anna"))).toBeNull();
    two?.();
    expect(slots.reserve(request("anna"))).not.toBeNull();
  });
});

describe("the stream to one client", () => {
  const blocks = (...texts: string[]) => {
    const left = texts.map((text) => Buffer.from(text));
    return vi.fn(async () => left.shift() ?? null);
  };

  test("reads blocks only as fast as the client takes them, and ends complete", async () => {
    const [next, ended] = [blocks("a", "b"), vi.fn()];
    const reader = sentStream(next, ended).getReader();
    await Promise.resolve();
    expect(next).not.toHaveBeenCalled();
    expect(String((await reader.read()).value)).toBe("a");
    expect(next).toHaveBeenCalledTimes(1);
    await reader.read();
    expect(ended).not.toHaveBeenCalled();
    expect((await reader.read()).done).toBe(true);
    expect(ended.mock.calls).toEqual([[true]]);
  });

  test("ends once when the client disconnects", async () => {
    const [next, ended] = [blocks("a", "b"), vi.fn()];
    const reader = sentStream(next, ended).getReader();
    await reader.read();
    await reader.cancel();
    expect(ended.mock.calls).toEqual([[false]]);
  });

  test("ends if the client takes no block for too long, also the first one", async () => {
    vi.useFakeTimers();
    for (const taken of [0, 1]) {
      const ended = vi.fn();
      const reader = sentStream(blocks("a", "b"), ended, { stalledMs: 1_000 }).getReader();
      for (let n = 0; n < taken; n += 1) await reader.read();
      vi.advanceTimersByTime(999);
      expect(ended).not.toHaveBeenCalled();
      vi.advanceTimersByTime(1);
      expect(ended.mock.calls).toEqual([[false]]);
      // Next logs other errors.
      await expect(reader.read()).rejects.toMatchObject({
        name: "AbortError",
        message: "the client has stopped reading the file",
      });
    }
    vi.useRealTimers();
  });

  test("ends when the signal aborts, also while a block is made", async () => {
    const [ended, giveUp] = [vi.fn(), new AbortController()];
    const reader = sentStream(() => new Promise(() => {}), ended, { signal: giveUp.signal }).getReader();
    const read = reader.read();
    giveUp.abort();
    await expect(read).rejects.toMatchObject({ name: "AbortError" });
    expect(ended.mock.calls).toEqual([[false]]);
  });

  test("ends with the error of the file", async () => {
    const ended = vi.fn();
    const next = () => Promise.reject(new Error("out of memory"));
    await expect(sentStream(next, ended).getReader().read()).rejects.toThrow("out of memory");
    expect(ended.mock.calls).toEqual([[false]]);
  });
});
