import { expect, test } from "vitest";
import { readWebEnv } from "#platform/env";
import { openAccessWarning } from "#scripts/launcher/open-access-warning";

const warningOf = (env: Record<string, string>) =>
  openAccessWarning(
    readWebEnv({
      NODE_ENV: "test",
      DATABASE_URL: "postgresql://h/d",
      REDIS_URL: "/r.sock",
      AUTH_SECRET: "x".repeat(32),
      ...env,
    }),
  );

test.each<Record<string, string>>([
  {},
  { HOST: "::" },
  { HOST: "192.0.2.1" },
  { HOST: "127.0.0.1", PUBLIC_URL: "https://x.example" },
])("with %j and without ACCESS the launcher warns that anyone can use the engines", (env) => {
  expect(warningOf(env)).toMatch(/anyone can use the engines/);
  for (const ACCESS of ["open", "accounts"]) expect(warningOf({ ...env, ACCESS })).toBeNull();
});

test.each(["127.0.0.1", "127.1.2.3", "localhost", "::1"])(
  "with HOST=%s, which only this machine can reach, the launcher does not warn",
  (HOST) => {
    expect(warningOf({ HOST })).toBeNull();
  },
);
