import { expect, test } from "vitest";
import { isInUse, mainLink, shortAddress, showLink } from "#app/share/shown-link";
import type { LinkView } from "#protocol/share";

const NOW = Date.parse("2026-11-24T10:00:00Z");
const link = (change: Partial<LinkView>): LinkView => ({
  id: "a",
  label: "",
  path: "/r/token",
  original: true,
  langs: [],
  mayExport: false,
  mayHear: false,
  hasPassword: false,
  code: null,
  createdAt: "2026-11-24T09:00:00Z",
  expiresAt: "2026-12-24T09:00:00Z",
  revokedAt: null,
  views: 0,
  lastViewAt: null,
  readers: 0,
  ...change,
});

test("a link is in use until it expires or is revoked", () => {
  expect(isInUse(link({}), NOW)).toBe(true);
  expect(isInUse(link({ expiresAt: null }), NOW)).toBe(true);
  // Created under another secret: its address is lost, but readers who have it read on, so it must stay revocable.
  expect(isInUse(link({ path: null }), NOW)).toBe(true);
  expect(isInUse(link({ expiresAt: "2026-11-24T09:59:59Z" }), NOW)).toBe(false);
  expect(isInUse(link({ revokedAt: "2026-11-24T09:59:59Z", path: null }), NOW)).toBe(false);
});

test("the link for the room is the newest one without a password, else the newest one", () => {
  const [open, closed, gone] = [link({ id: "b" }), link({ id: "c", hasPassword: true }), link({ id: "d", path: null })];
  expect(mainLink([gone, closed, open], NOW)?.id).toBe("b");
  expect(mainLink([gone, closed], NOW)?.id).toBe("c");
  expect(mainLink([gone], NOW)).toBeUndefined();
});

test("an address is shown without its scheme and with a short token", () => {
  expect(shortAddress("https://captions.example/r/abcdefghijklmnopqrstuv")).toBe("captions.example/r/abcdefg…");
  expect(shortAddress("https://example.org/captions/r/abcdefghijklmnop")).toBe("example.org/captions/r/abcdefg…");
});

test("a screen shows the link's languages, the spoken one first, and its code until it expires", () => {
  const session = { sourceLang: "en-US", targetLangs: ["es", "vi"] };
  const code = { text: "k7m-4qp", expiresAt: "2026-11-25T09:00:00Z" };
  const shown = (change: Partial<LinkView>, now = NOW) =>
    showLink({ ...link(change), path: "/r/token" }, "https://captions.example:8443", session, now);
  expect(shown({ code })).toEqual({
    address: "https://captions.example:8443/r/token",
    code: { ...code, address: "captions.example:8443/k7m-4qp" },
    langs: ["en-US", "es", "vi"],
  });
  const below = showLink({ ...link({ code }), path: "/r/token" }, "https://example.org/captions", session, NOW);
  expect(below.address).toBe("https://example.org/captions/r/token");
  expect(below.code?.address).toBe("example.org/captions/k7m-4qp");
  expect(shown({ code, original: false, langs: ["vi"] }).langs).toEqual(["vi"]);
  expect(shown({ code }, Date.parse(code.expiresAt)).code).toBeNull();
});
