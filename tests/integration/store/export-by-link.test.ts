import { beforeAll, expect, test } from "vitest";
import type { Identity } from "#access/identity";
import { findGrant } from "#access/links/find-grant";
import { passFor, tokenHash } from "#access/links/link-token";
import { mayExport } from "#access/links/session-access";
import { sessionWithin } from "#access/links/within-scope";
import { json } from "#export/json";
import { createLink, type NewLink, revokeLink } from "#store/links/share-links";
import { commitSegment } from "#store/segments/commit-piece";
import { readWholeSession } from "#store/segments/whole-session";
import { storeTranslation } from "#store/translations/translations";
import { joined } from "#testing/examples/exported-sessions";
import { databaseOf } from "#testing/vitest/database-of";
import { claimedSession } from "./claimed-session";

databaseOf("anna", "ben");

const SECRET = "s".repeat(32);
let sessionId: string;

beforeAll(async () => {
  const claimed = await claimedSession(["es", "ca"]);
  sessionId = claimed.sessionId;
  const { epoch } = claimed;
  const times = { startMs: 0, endMs: 900, anchor: 16_000, confidence: null, engineText: null };
  const words = [{ word: "hello", startMs: 0, endMs: 900, confidence: null }];
  const said = { ...times, words, kind: "speech", text: "hello", lang: "en-US" } as const;
  const { rev } = await commitSegment({ sessionId, epoch, seq: 1, ...said });
  for (const lang of ["es", "ca"]) {
    const translated = { lang, text: `${lang} text`, sourceRev: rev, unknownWords: 0, engine: "test" };
    await storeTranslation({ sessionId, seq: 1, ...translated });
  }
});

let made = 0;
async function link(wish: Partial<NewLink>): Promise<{ id: string; token: string }> {
  made += 1;
  const token = `token${made}`;
  const id = `link${made}`.padEnd(16, "x");
  const plain = {
    label: "",
    original: true,
    langs: [],
    mayExport: true,
    mayHear: false,
    passwordHash: null,
    lifetimeSeconds: null,
  };
  await createLink({ id, sessionId, tokenHash: tokenHash(token), tokenSealed: "", ...plain, ...wish });
  return { id, token };
}

const user = (id: string): Identity => ({ kind: "user", user: { id } as Extract<Identity, { kind: "user" }>["user"] });

/** @returns the export of the session as JSON, or null if this identity may not export it */
async function taken(identity: Identity | null): Promise<string | null> {
  const scope = identity && (await mayExport(identity, sessionId));
  const stored = scope && (await readWholeSession(sessionId));
  return stored ? joined(json(sessionWithin(stored, scope))) : null;
}

test("the owner exports everything, another user nothing", async () => {
  const file = await taken(user("anna"));
  for (const text of ["hello", "es text", "ca text"]) expect(file).toContain(text);
  expect(await taken(user("ben"))).toBeNull();
});

test("a link exports its scope, and only if its owner allowed it", async () => {
  const by = async ({ token }: { token: string }, pass?: string) =>
    taken(await findGrant({ link: token, pass }, SECRET));
  expect(await by(await link({ mayExport: false }))).toBeNull();
  const whole = await by(await link({}));
  expect(whole).toContain("hello");
  expect(whole).not.toContain(sessionId);
  const smaller = await by(await link({ original: false, langs: ["es"] }));
  expect(smaller).toContain("es text");
  for (const outside of ["hello", "ca text", '"ca"']) expect(smaller).not.toContain(outside);

  const locked = await link({ passwordHash: "hash" });
  expect(await by(locked)).toBeNull();
  expect(await by(locked, passFor(locked.id, "hash", SECRET))).toContain("hello");
  expect(await by(await link({ lifetimeSeconds: -1 }))).toBeNull();
  const revoked = await link({});
  await revokeLink(revoked.id);
  expect(await by(revoked)).toBeNull();
  expect(await by({ token: "unknown" })).toBeNull();
});
