import { EventEmitter } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FILE_BEGINS } from "#gateway/http/file-head";
import { renderingInTurn } from "#gateway/limits/render-in-turn";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const response = (destroyed = false) => Object.assign(new EventEmitter(), { destroyed }) as unknown as ServerResponse;

function pages() {
  const shown: string[] = [];
  const ends: (() => void)[] = [];
  const show = renderingInTurn(({ url = "" }) => {
    shown.push(url);
    return new Promise((resolve) => ends.push(resolve));
  });
  const ask = (address: string, url: string, destroyed = false, answer = response(destroyed)) =>
    show(address, { url } as IncomingMessage, answer);
  const end = async () => {
    ends.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
  };
  return { shown, ask, end };
}

test("four pages of an address are rendered at a time and others wait; other addresses and built files do not wait", async () => {
  const { shown, ask, end } = pages();
  const asked = Array.from({ length: 10 }, (_, at) => ask("here", `/${at}`));
  expect(shown).toHaveLength(4);
  void ask("there", "/there");
  void ask("here", "/_next/static/a.js");
  expect(shown.slice(4)).toEqual(["/there", "/_next/static/a.js"]);
  await end();
  await end();
  expect(shown.slice(6)).toEqual(["/4", "/5"]);
  await asked[0];
});

test("a slow page gives up its turn after 5 s, and the failure of a page is returned", async () => {
  const { shown, ask } = pages();
  for (let n = 0; n < 5; n += 1) void ask("here", `/${n}`);
  await vi.advanceTimersByTimeAsync(4_999);
  expect(shown).toHaveLength(4);
  await vi.advanceTimersByTimeAsync(1);
  expect(shown).toHaveLength(5);
  const failing = renderingInTurn(() => Promise.reject(new Error("failed")));
  await expect(failing("here", { url: "/" } as IncomingMessage, response())).rejects.toThrow("failed");
});

test("a file gives up its turn when it begins", async () => {
  const { shown, ask } = pages();
  const file = response();
  void ask("here", "/sound", false, file);
  for (let n = 0; n < 4; n += 1) void ask("here", `/${n}`);
  expect(shown).toHaveLength(4);
  file.emit(FILE_BEGINS);
  await vi.advanceTimersByTimeAsync(0);
  expect(shown).toHaveLength(5);
});

test("a closed request is not rendered, and more than 5,000 waiting requests are refused", async () => {
  const { shown, ask, end } = pages();
  const asked = Array.from({ length: 4 + 5_000 }, () => ask("here", "/gone", true));
  expect(asked.at(-1)).not.toBeNull();
  expect(shown).toEqual([]);
  await vi.advanceTimersByTimeAsync(0);
  for (let n = 0; n < 4 + 5_000; n += 1) void ask("here", "/there");
  expect(ask("here", "/more")).toBeNull();
  await end();
});
