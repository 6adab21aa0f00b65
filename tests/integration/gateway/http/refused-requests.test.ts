import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { BystanderProcess } from "#testing/bystander/bystander-process";
import type { FloodRequest } from "#testing/network/flood";
import { signIn } from "#testing/people/person";
import { stackFixture } from "#testing/stack/stack-fixture";

const fixture = stackFixture({ web: 1, workers: 1 });
const port = () => fixture.stack.web[0]?.port ?? 0;
const url = () => `http://127.0.0.1:${port()}`;

/** The memory of the web process, in MB. Read synchronously: waiting for `ps` would delay the measurement that runs beside it. */
function webMemory(): number {
  const status = readFileSync(`/proc/${fixture.stack.web[0]?.child.pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}

const UNUSED = ["update-user", "change-email", "change-password", "list-sessions", "update-session", "sign-up/email"];

test("routes of better-auth that no page uses do not exist", async () => {
  const { token } = await signIn(url());
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  const statuses = await Promise.all(
    [...UNUSED, "delete-user", "link-social", "get-access-token", "ok", "error", "sign-out/", "Sign-out"].map(
      async (path) => [
        (await fetch(`${url()}/api/auth/${path}`, { method: "POST", headers, body: '{"name":"x"}' })).status,
        (await fetch(`${url()}/api/auth/${path}`, { headers })).status,
      ],
    ),
  );
  expect(new Set(statuses.flat())).toEqual(new Set([404]));
});

test("the store refuses a name that is longer than 200 characters", async () => {
  await signIn(url());
  const long = fixture.stack.database.query(`UPDATE "user" SET name = repeat('x', 201)`);
  await expect(long).rejects.toThrow("the text of user.name is too long");
});

test("bodies of 300 MB are refused without being kept in memory, and do not delay another person's chunks", async () => {
  const { token } = await signIn(url());
  const signedIn = { Authorization: `Bearer ${token}`, "content-type": "application/json" };
  const length = { "content-length": String(300 * 1024 * 1024) };
  const requests: FloodRequest[] = ["/api/auth/sign-in/email", "/api/account/keep", "/account"].flatMap((path) =>
    [{}, signedIn, length, { ...signedIn, ...length }].map((headers) => ({ path, headers })),
  );
  const before = webMemory();
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, webMemory());
  }, 50);
  let answers: unknown;
  const bystander = await BystanderProcess.start(url());
  const { p95Ms, limitMs } = await bystander.measureDuring(async () => {
    const command = [
      "--import",
      "tsx",
      "testing/network/flood.ts",
      String(port()),
      "300",
      "5",
      JSON.stringify(requests),
    ];
    answers = JSON.parse((await promisify(execFile)(process.execPath, command)).stdout);
  });
  bystander.close();
  clearInterval(watch);
  expect(answers).toEqual(Array(5 * requests.length).fill(413));
  expect(most - before).toBeLessThan(150);
  expect(p95Ms).toBeLessThanOrEqual(limitMs);
});
