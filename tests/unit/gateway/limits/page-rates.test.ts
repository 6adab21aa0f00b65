import type { IncomingMessage } from "node:http";
import { expect, test, vi } from "vitest";
import { PageRates } from "#gateway/limits/page-rates";

const request = (url: string, cookie?: string) => ({ url, headers: { cookie } }) as IncomingMessage;

test("the limit of pages per address counts all sign-in cookies together, and does not count built files", async () => {
  const rates = new PageRates({ PAGES_PER_ADDRESS_MINUTE: 1_000 });
  const ask = async (at: number) => rates.take(request("/sessions", `better-auth.session_token=made-up-${at}`), "a");
  for (let at = 0; at < 1_000; at += 1) expect(await ask(at)).toBeNull();
  expect(await ask(1_000)).toEqual({ limit: "requests", retryAfterSeconds: expect.any(Number) });
  expect(await rates.take(request("/_next/static/chunks/x.js"), "a")).toBeNull();
  expect(await rates.take(request("/sessions"), "b")).toBeNull();
});

test("a sign-in has at most 600 requests a minute, and leaves room for 500 readers of its address", async () => {
  const rates = new PageRates({ PAGES_PER_ADDRESS_MINUTE: 1_200 });
  const ask = () => rates.take(request("/sessions", "__Host-better-auth.session_token=one"), "a");
  for (let at = 0; at < 600; at += 1) expect(await ask()).toBeNull();
  for (let at = 0; at < 5_000; at += 1) expect(await ask()).not.toBeNull();
  for (let at = 0; at < 500; at += 1) expect(await rates.take(request("/r/token"), "a")).toBeNull();
});

test("requests above the limit of an address do not count for a sign-in", async () => {
  vi.useFakeTimers();
  const rates = new PageRates({ PAGES_PER_ADDRESS_MINUTE: 10 });
  const ask = (cookie?: string) => rates.take(request("/sessions", cookie), "a");
  for (let at = 0; at < 10; at += 1) await ask();
  vi.advanceTimersByTime(30_000);
  for (let at = 0; at < 700; at += 1) expect(await ask("better-auth.session_token=one")).not.toBeNull();
  vi.advanceTimersByTime(31_000);
  expect(await ask("better-auth.session_token=one")).toBeNull();
});
