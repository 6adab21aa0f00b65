import { execFileSync } from "node:child_process";
import { type ClientRequest, request } from "node:http";
import { expect, test } from "vitest";
import { speakMeanwhile } from "../support/bystander";
import { signIn } from "../support/person";
import { openStage } from "../support/stage";

const stage = openStage({ web: 1, workers: 1 });
const port = () => stage.stack.web[0]?.port ?? 0;
const url = () => `http://127.0.0.1:${port()}`;

/** The memory of the web process, in MB. */
function webMemory(): number {
  const pid = String(stage.stack.web[0]?.child.pid);
  return Number(execFileSync("ps", ["-o", "rss=", "-p", pid], { encoding: "utf8" })) / 1024;
}

const UNUSED = ["update-user", "change-email", "change-password", "list-sessions", "update-session", "sign-up/email"];

test("of better-auth only the routes that our pages use are there", async () => {
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

test("the store refuses a name that no request may bring", async () => {
  await signIn(url());
  const long = stage.stack.database.query(`UPDATE "user" SET name = repeat('x', 201)`);
  await expect(long).rejects.toThrow("the text of user.name is too long");
});

test("bodies of 300 MB take no memory, signed in or not, and somebody else is served meanwhile", async () => {
  const { token } = await signIn(url());
  const before = webMemory();
  const finish = await speakMeanwhile(url());
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, webMemory());
  }, 200);
  const targets = [
    "/api/auth/sign-in/email",
    "/api/account/keep",
    "/api/auth/update-user",
    "/socket.io/?EIO=4&transport=polling",
  ];
  const signedIn = { Authorization: `Bearer ${token}` };
  const answers = await Promise.all([
    ...targets.map((path) => pour(path, 300)),
    ...targets.map((path) => pour(path, 300, { ...signedIn, "content-type": "application/json" })),
  ]);
  clearInterval(watch);
  const { p95, refused } = await finish();
  expect(answers.every((status) => status === "cut" || (status >= 400 && status < 500))).toBe(true);
  expect(most - before).toBeLessThan(150);
  expect(refused).toEqual([]);
  expect(p95).toBeLessThanOrEqual(250);
});

/** Sends a body without a length, as fast as it is taken, whatever is answered. The answer's status, or that there was none. */
async function pour(path: string, megabytes: number, headers: Record<string, string> = {}): Promise<number | "cut"> {
  const asked: ClientRequest = request({
    host: "127.0.0.1",
    port: port(),
    method: "POST",
    path,
    headers,
    agent: false,
  });
  let status: number | "cut" = "cut";
  asked.on("response", (answer) => {
    status = answer.statusCode ?? "cut";
    answer.resume();
  });
  asked.on("error", () => {});
  const closed = new Promise((resolve) => asked.once("close", resolve));
  const part = Buffer.alloc(1024 * 1024, "x");
  for (let i = 0; i < megabytes && !asked.destroyed; i += 1) {
    if (!asked.write(part)) await Promise.race([closed, new Promise((resolve) => asked.once("drain", resolve))]);
  }
  asked.end();
  await closed;
  return status;
}
