import { expect, test } from "vitest";
import { passkeyDomain } from "#access/sign-in/passkey-domain";

test("passkeys belong to the host of PUBLIC_URL if it is https or localhost, and never to an IP address", () => {
  const domains = {
    "https://interline.example": "interline.example",
    "https://captions.example.org:8443": "captions.example.org",
    "http://localhost:3000": "localhost",
    "http://a.localhost": "a.localhost",
    "http://interline.example": null,
    "http://127.0.0.1:3000": null,
    "https://192.0.2.7": null,
    "https://[2001:db8::7]": null,
  };
  for (const [url, domain] of Object.entries(domains)) expect([url, passkeyDomain(url)]).toEqual([url, domain]);
  expect(passkeyDomain(undefined)).toBe("localhost");
});
