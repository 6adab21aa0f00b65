import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { PageRates } from "#gateway/limits/page-rates";

const request = (url: string, cookie?: string) => ({ url, headers: { cookie } }) as IncomingMessage;

test("an address asks for so many pages in a minute, however many sign-ins it makes up; files of the build are free", async () => {
  const rates = new PageRates({ PAGES_PER_ADDRESS_MINUTE: 1_000 });
  const ask = async (at: number) => rates.take(request("/sessions", `better-auth.session_token=made-up-${at}`), "a");
  for (let at = 0; at < 1_000; at += 1) expect(await ask(at)).toBeNull();
  expect(await ask(1_000)).toEqual({ limit: "requests", retryAfterSeconds: expect.any(Number) });
  expect(await rates.take(request("/_next/static/chunks/x.js"), "a")).toBeNull();
  expect(await rates.take(request("/sessions"), "b")).toBeNull();
});

test("one sign-in asks 600 times in a minute, and takes nothing from 500 readers behind its address", async () => {
  const rates = new PageRates({ PAGES_PER_ADDRESS_MINUTE: 1_200 });
  const ask = () => rates.take(request("/sessions", "__Host-better-auth.session_token=one"), "a");
  for (let at = 0; at < 600; at += 1) expect(await ask()).toBeNull();
  for (let at = 0; at < 5_000; at += 1) expect(await ask()).not.toBeNull();
  for (let at = 0; at < 500; at += 1) expect(await rates.take(request("/r/token"), "a")).toBeNull();
});
