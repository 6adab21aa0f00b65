import { describe, expect, test } from "vitest";
import { EnvError, pageAddress, readWebEnv, readWorkerEnv } from "#platform/env";

const GOOD = {
  NODE_ENV: "test" as const,
  DATABASE_URL: "postgresql://u:secret-password@127.0.0.1:5432/interline",
  REDIS_URL: "/run/redis.sock",
  AUTH_SECRET: "x".repeat(32),
};

describe("the environment", () => {
  test("has sensible defaults", () => {
    expect(readWebEnv(GOOD)).toMatchObject({
      PORT: 3000,
      STT_ENGINE: "pocketsphinx",
      TRUSTED_PROXIES: [],
      LOG_LEVEL: "info",
    });
    expect(readWorkerEnv(GOOD)).toMatchObject({ RECOGNISERS: 0, DRAFT_INTERVAL_MS: 200 });
  });

  test.each(["redis://h:1/0", "rediss://h:1", "/a/b.sock"])("takes %s for Redis", (REDIS_URL) => {
    expect(readWebEnv({ ...GOOD, REDIS_URL }).REDIS_URL).toBe(REDIS_URL);
  });

  test("splits a list of proxies and treats empty values as unset", () => {
    const env = readWebEnv({ ...GOOD, TRUSTED_PROXIES: "10.0.0.1, 10.0.0.2 ,", PUBLIC_URL: "", METRICS_TOKEN: "" });
    expect(env.TRUSTED_PROXIES).toEqual(["10.0.0.1", "10.0.0.2"]);
    expect(env.PUBLIC_URL).toBeUndefined();
    expect(env.PUBLIC_ORIGINS).toEqual([]);
  });

  test("takes several public addresses, of which the first is the one in links", () => {
    const env = readWebEnv({ ...GOOD, PUBLIC_URL: "https://talk.example/, https://hall.example:8443" });
    expect(env.PUBLIC_URL).toBe("https://talk.example/");
    expect(env.PUBLIC_ORIGINS).toEqual(["https://talk.example", "https://hall.example:8443"]);
  });

  test("takes the path of the public addresses, which the pages stand below", () => {
    const env = readWebEnv({
      ...GOOD,
      PUBLIC_URL: "https://talk.example/a/captions/, https://hall.example/a/captions",
    });
    expect(env.BASE_PATH).toBe("/a/captions");
    expect(env.PUBLIC_ORIGINS).toEqual(["https://talk.example", "https://hall.example"]);
    expect(readWebEnv({ ...GOOD, PUBLIC_URL: "https://talk.example/" }).BASE_PATH).toBe("");
    expect(readWebEnv(GOOD).BASE_PATH).toBe("");
  });

  test.each([
    [
      "https://talk.example/captions/, https://hall.example/captions",
      "https://talk.example/captions/invitation?token=x",
    ],
    ["https://talk.example", "https://talk.example/invitation?token=x"],
    ["", "http://localhost:3000/invitation?token=x"],
  ])("with PUBLIC_URL=%s the address of a page is %s", (PUBLIC_URL, address) => {
    expect(pageAddress("/invitation?token=x", { NODE_ENV: "test", PUBLIC_URL })).toBe(address);
  });

  test.each([
    [{ PORT: "70000" }, "PORT"],
    [{ PORT: "http" }, "PORT"],
    [{ DATABASE_URL: "mysql://x" }, "DATABASE_URL"],
    [{ DATABASE_URL: undefined }, "DATABASE_URL"],
    [{ REDIS_URL: "localhost:6379" }, "REDIS_URL"],
    [{ STT_ENGINE: "parrot" }, "STT_ENGINE"],
    [{ PUBLIC_URL: "ftp://x" }, "PUBLIC_URL"],
    [{ PUBLIC_URL: "https://x.example, nonsense" }, "PUBLIC_URL"],
    [{ PUBLIC_URL: "https://x.example, http://x.example" }, "PUBLIC_URL: must name either https or http"],
    [{ PUBLIC_URL: "https://x.example/a/../b%20c/" }, "PUBLIC_URL.0: must be an address such as"],
    [{ PUBLIC_URL: "https://x.example//captions" }, "PUBLIC_URL.0: must be an address such as"],
    [{ PUBLIC_URL: "https://x.example, https://y.example/?a" }, "PUBLIC_URL.1: must be an address such as"],
    [
      { PUBLIC_URL: "https://x.example/captions, https://y.example" },
      "PUBLIC_URL: must name addresses with the same path",
    ],
    [{ AUTH_SECRET: "short" }, "AUTH_SECRET"],
    [{ METRICS_TOKEN: "short" }, "METRICS_TOKEN"],
  ])("refuses %j and names the variable", (wrong, name) => {
    expect(() => readWebEnv({ ...GOOD, ...wrong })).toThrow(EnvError);
    expect(() => readWebEnv({ ...GOOD, ...wrong })).toThrow(name);
  });

  test("does not quote values in errors, which may be secrets", () => {
    const wrong = { ...GOOD, AUTH_SECRET: "hunter2", DATABASE_URL: "secret-password" };
    expect(messageOf(() => readWebEnv(wrong))).toMatch(/AUTH_SECRET/);
    expect(messageOf(() => readWebEnv(wrong))).not.toMatch(/hunter2|secret-password/);
  });
});

function messageOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    return String(error);
  }
  throw new Error("the environment was accepted");
}
