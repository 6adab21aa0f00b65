import { describe, expect, test } from "vitest";
import { readLanguageChoices } from "#app/languages/read-language-choices";
import { readWebEnv } from "#platform/env";

const env = (engine: "local" | "google") =>
  readWebEnv({
    NODE_ENV: "test",
    DATABASE_URL: "postgresql://127.0.0.1/interline",
    REDIS_URL: "/run/redis.sock",
    AUTH_SECRET: "x".repeat(32),
    ...(engine === "google" && { STT_ENGINE: "google", TRANSLATION_ENGINE: "google", GOOGLE_CLOUD_PROJECT: "p" }),
  });

describe("the default languages of a new session", () => {
  test("are English and no target language without a choice", () => {
    for (const presets of [undefined, { sourceLang: null, targetLangs: [] }])
      expect(readLanguageChoices("en", presets, env("google"))).toMatchObject({ preferred: "en-US", targets: [] });
  });

  test("are those of the person's account page", () => {
    const presets = { sourceLang: "vi-VN", targetLangs: ["en", "fr"] };
    expect(readLanguageChoices("vi", presets, env("google"))).toMatchObject({
      preferred: "vi-VN",
      targets: ["en", "fr"],
    });
  });

  test("leave out languages that the present engines do not support", () => {
    const presets = { sourceLang: "vi-VN", targetLangs: ["ca", "fr"] };
    expect(readLanguageChoices("en", presets, env("local"))).toMatchObject({ preferred: "en-US", targets: ["ca"] });
  });
});
