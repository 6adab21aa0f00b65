import type { NetworkInterfaceInfo } from "node:os";
import { expect, test } from "vitest";
import { shareAddress } from "#access/links/share-address";

const at = (address: string, internal = false): NetworkInterfaceInfo[] => [
  { address, internal, family: "IPv4", netmask: "255.255.255.0", mac: "00:00:00:00:00:00", cidr: null },
];
const HOME = { lo: at("127.0.0.1", true), docker0: at("172.17.0.1"), eth0: at("192.168.1.20") };
const ANY = "0.0.0.0";

test.each([
  [{ PUBLIC_URL: "https://captions.example/", HOST: ANY }, HOME, "https://captions.example", true, true],
  [{ PUBLIC_URL: "https://example.org/captions/", HOST: ANY }, HOME, "https://example.org/captions", true, true],
  [{ PUBLIC_URL: "http://captions.example", HOST: ANY }, HOME, "http://captions.example", true, false],
  [{ PUBLIC_URL: "https://localhost:8443", HOST: ANY }, HOME, "https://localhost:8443", false, true],
  [{ PUBLIC_URL: undefined, HOST: ANY }, HOME, "http://192.168.1.20:3000", true, false],
  [{ PUBLIC_URL: undefined, HOST: "::" }, { eth0: at("203.0.113.5") }, "http://203.0.113.5:3000", true, false],
  [{ PUBLIC_URL: undefined, HOST: ANY }, { lo: at("127.0.0.1", true) }, "http://localhost:3000", false, false],
  [{ PUBLIC_URL: undefined, HOST: "127.0.0.1" }, HOME, "http://127.0.0.1:3000", false, false],
  [{ PUBLIC_URL: undefined, HOST: "::1" }, HOME, "http://[::1]:3000", false, false],
] as const)("%j in %j: links begin with %s", (env, interfaces, origin, isReachable, isHttps) => {
  expect(shareAddress(env, 3_000, interfaces)).toEqual({ origin, isReachable, isHttps });
});
