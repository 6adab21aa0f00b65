import { describe, expect, test, vi } from "vitest";
import { Places } from "#app/export/places";
import { sentStream } from "#app/export/sent-stream";

describe("places for exports", () => {
  const claim = (user: string) => [
    { name: user, most: 2 },
    { name: "all", most: 3 },
  ];

  test("are refused under all names of a claim if one name has no place left", () => {
    const places = new Places();
    expect([1, 2, 3].map(() => places.take(claim("anna")) !== null)).toEqual([true, true, false]);
    expect(["ben", "carla"].map((user) => places.take(claim(user)) !== null)).toEqual([true, false]);
  });

  test("are returned once", () => {
    const places = new Places();
    const [one, two] = [places.take(claim("anna")), places.take(claim("anna"))];
    one?.();
    one?.();
    expect(places.take(claim("anna"))).not.toBeNull();
    expect(places.take(claim("anna"))).toBeNull();
    two?.();
    expect(places.take(claim("anna"))).not.toBeNull();
  });
});

describe("the stream to one client", () => {
  const chunks = (...texts: string[]) => {
    const left = texts.map((text) => Buffer.from(text));
    return vi.fn(async () => left.shift() ?? null);
  };

  test("reads chunks only as fast as the client takes them, and ends complete", async () => {
    const [next, ended] = [chunks("a", "b"), vi.fn()];
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
    const [next, ended] = [chunks("a", "b"), vi.fn()];
    const reader = sentStream(next, ended).getReader();
    await reader.read();
    await reader.cancel();
    expect(ended.mock.calls).toEqual([[false]]);
  });

  test("ends if the client takes no chunk for too long, also the first one", async () => {
    vi.useFakeTimers();
    for (const taken of [0, 1]) {
      const ended = vi.fn();
      const reader = sentStream(chunks("a", "b"), ended, 1_000).getReader();
      for (let n = 0; n < taken; n += 1) await reader.read();
      vi.advanceTimersByTime(999);
      expect(ended).not.toHaveBeenCalled();
      vi.advanceTimersByTime(1);
      expect(ended.mock.calls).toEqual([[false]]);
      await expect(reader.read()).rejects.toThrow("has stopped reading");
    }
    vi.useRealTimers();
  });

  test("ends with the error of the file", async () => {
    const ended = vi.fn();
    const next = () => Promise.reject(new Error("out of memory"));
    await expect(sentStream(next, ended).getReader().read()).rejects.toThrow("out of memory");
    expect(ended.mock.calls).toEqual([[false]]);
  });
});
