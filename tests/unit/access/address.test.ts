import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { addressHash, createAddressOf, isLoopback } from "#access/address";

const request = (remoteAddress: string, forwarded?: string) =>
  ({ socket: { remoteAddress }, headers: { "x-forwarded-for": forwarded } }) as unknown as IncomingMessage;

test("X-Forwarded-For from an untrusted peer is ignored", () => {
  const addressOf = createAddressOf([]);
  expect(addressOf(request("203.0.113.9", "198.51.100.1"))).toBe("203.0.113.9");
  expect(addressOf(request("::ffff:203.0.113.9"))).toBe("203.0.113.9");
});

test("behind trusted proxies the last address other than a trusted proxy counts", () => {
  const addressOf = createAddressOf(["10.0.0.0/8", "127.0.0.1", "2001:db8::/32"]);
  expect(addressOf(request("127.0.0.1", "198.51.100.1"))).toBe("198.51.100.1");
  expect(addressOf(request("10.1.2.3", "192.0.2.66, 198.51.100.1, 10.9.9.9"))).toBe("198.51.100.1");
  expect(addressOf(request("2001:db8::1", "198.51.100.1"))).toBe("198.51.100.1");
  expect(addressOf(request("203.0.113.9", "198.51.100.1"))).toBe("203.0.113.9");
  expect(addressOf(request("10.1.2.3", "not an address"))).toBe("10.1.2.3");
});

test("an invalid list of proxies is refused at start", () => {
  expect(() => createAddressOf(["everyone"])).toThrow(TypeError);
});

test("loopback addresses are known in IPv4 and IPv6", () => {
  expect(["127.0.0.1", "127.9.9.9", "::1", "10.0.0.1"].map(isLoopback)).toEqual([true, true, true, false]);
});

test("the hash of an address is stable, and differs for another address and another secret", () => {
  expect(addressHash("203.0.113.9", "a")).toBe(addressHash("203.0.113.9", "a"));
  expect(addressHash("203.0.113.9", "a")).not.toBe(addressHash("203.0.113.8", "a"));
  expect(addressHash("203.0.113.9", "a")).not.toBe(addressHash("203.0.113.9", "b"));
});

test("the addresses of a /64 network count as one, in every spelling", () => {
  const hash = (address: string) => addressHash(address, "secret");
  expect(hash("2001:db8:0:7::1")).toBe(hash("2001:db8::7:ffff:1:2:3"));
  expect(hash("2001:db8:0:7::1")).not.toBe(hash("2001:db8:0:8::1"));
  expect(hash("fe80::1%eth0")).toBe(hash("fe80::2"));
});
