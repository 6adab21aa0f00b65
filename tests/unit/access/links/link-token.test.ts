import { expect, test } from "vitest";
import { isPass, newToken, openToken, passFor, sealToken, tokenHash } from "#access/links/link-token";
import { hashPassword, matchesHash } from "#access/sign-in/password";

const SECRET = "s".repeat(32);

test("a token has at least 128 random bits, and its hash does not contain it", () => {
  const tokens = Array.from({ length: 100 }, newToken);
  expect(new Set(tokens).size).toBe(100);
  for (const token of tokens) {
    expect(Buffer.from(token, "base64url").length * 8).toBeGreaterThanOrEqual(128);
    expect(tokenHash(token)).not.toContain(token);
  }
});

test("a sealed token opens only unchanged, for its own link and secret", () => {
  const token = newToken();
  const sealed = sealToken(token, "link", SECRET);
  expect(openToken(sealed, "link", SECRET)).toBe(token);
  expect(sealToken(token, "link", SECRET)).not.toBe(sealed);
  expect(openToken(sealed, "other", SECRET)).toBeNull();
  expect(openToken(sealed, "link", "t".repeat(32))).toBeNull();
  const bytes = Buffer.from(sealed, "base64url");
  for (const at of [0, 13, bytes.length - 1]) {
    const changed = Buffer.from(bytes);
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    expect(openToken(changed.toString("base64url"), "link", SECRET)).toBeNull();
  }
  for (const nothing of ["", "x"]) expect(openToken(nothing, "link", SECRET)).toBeNull();
});

test("a pass is valid for one link with one password only", () => {
  const pass = passFor("link", "hash", SECRET);
  expect(isPass(pass, "link", "hash", SECRET)).toBe(true);
  expect(isPass(pass, "other", "hash", SECRET)).toBe(false);
  expect(isPass(pass, "link", "another", SECRET)).toBe(false);
  expect(isPass("", "link", "hash", SECRET)).toBe(false);
});

test("a password matches its hash in every Unicode composition, and the hash differs each time", async () => {
  const stored = await hashPassword("Bến Tre");
  expect(stored).not.toContain("Tre");
  expect(await hashPassword("Bến Tre")).not.toBe(stored);
  expect(await matchesHash("Bến Tre".normalize("NFD"), stored)).toBe(true);
  expect(await matchesHash("bến tre", stored)).toBe(false);
  expect(await matchesHash("x", "nonsense")).toBe(false);
});
