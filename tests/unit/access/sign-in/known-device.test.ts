import { expect, test } from "vitest";
import { deviceCookieIn, provenDevice, rememberDevice } from "#access/sign-in/known-device";

const SECRET = "s".repeat(32);

/** A browser that keeps one cookie. */
function browser() {
  const kept = new Map<string, string>();
  return {
    kept,
    context: { secret: SECRET, createAuthCookie: (name: string) => ({ name: `ours.${name}`, attributes: {} }) },
    getCookie: (name: string) => kept.get(name),
    setCookie: (name: string, value: string) => kept.set(name, value),
  };
}

test("a device is known for the accounts that it signed in to, and for no others", () => {
  const device = browser();
  expect(rememberDevice(device, "anna@example.test")).toBe(false);
  expect(rememberDevice(device, "anna@example.test")).toBe(true);
  expect(rememberDevice(device, "ben@example.test")).toBe(false);
  const header = `other=1; ours.known_device=${encodeURIComponent(device.kept.get("ours.known_device") ?? "")}`;
  const cookie = deviceCookieIn(header, "ours");
  expect(provenDevice(cookie, "anna@example.test", SECRET)).not.toBeNull();
  expect(provenDevice(cookie, "cleo@example.test", SECRET)).toBeNull();
  expect(provenDevice(cookie, "anna@example.test", "t".repeat(32))).toBeNull();
});

test("a header without the cookie, or with one that cannot be decoded, proves no device", () => {
  for (const header of [undefined, null, "", "ours.known_device", "theirs.known_device=x", "ours.known_device=%E0%"])
    expect(provenDevice(deviceCookieIn(header, "ours"), "anna@example.test", SECRET)).toBeNull();
});
