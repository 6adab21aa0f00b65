import { expect, test } from "vitest";
import { readDisclosure } from "#app/start/read-disclosure";
import { readWebEnv } from "#platform/env";
import { ENGINE_FACTS, STT_ENGINES, TRANSLATION_ENGINES } from "#protocol/engines";

const env = (more: Record<string, string>) =>
  readWebEnv({
    DATABASE_URL: "postgresql://x/y",
    REDIS_URL: "redis://x",
    AUTH_SECRET: "s".repeat(32),
    ...more,
  } as unknown as NodeJS.ProcessEnv);

test("the disclosure names the configured engines and where they run", () => {
  expect(readDisclosure({ retentionDays: null }, env({}))).toEqual({
    recogniser: { name: "PocketSphinx", isLocal: true },
    translator: { name: "Apertium", isLocal: true },
    keptDays: null,
    soundDays: null,
  });
  const google = { name: "Google Cloud", isLocal: false };
  expect(
    readDisclosure({ retentionDays: 30 }, env({ STT_ENGINE: "google", TRANSLATION_ENGINE: "apertium" })),
  ).toMatchObject({
    recogniser: google,
    translator: { isLocal: true },
    keptDays: 30,
  });
  expect(readDisclosure({ retentionDays: 30 }, env({ TRANSLATION_ENGINE: "google" }))).toMatchObject({
    translator: google,
  });
});

test("sound is kept no longer than its session", () => {
  const days = (retentionDays: number | null, soundDays: number | null) =>
    readDisclosure({ retentionDays, soundDays }, env({})).soundDays;
  expect([days(null, 7), days(30, 7), days(7, 30), days(30, null)]).toEqual([7, 7, 7, 30]);
});

test("every supported engine has a name for the disclosure", () => {
  for (const engine of [...STT_ENGINES, ...TRANSLATION_ENGINES]) expect(ENGINE_FACTS[engine].name).not.toBe("");
});
