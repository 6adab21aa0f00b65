import { readFileSync } from "node:fs";
import { type ClientRequest, request } from "node:http";
import { expect, test } from "vitest";
import { speakDuring } from "../support/bystander";
import { signIn } from "../support/person";
import { openStage } from "../support/stage";

const MB = 1024 * 1024;
const stage = openStage({ web: 1, workers: 1 });
const port = () => stage.stack.web[0]?.port ?? 0;
const url = () => `http://127.0.0.1:${port()}`;

/** The memory of the web process, in MB. Read at once: waiting for a `ps` would delay what is measured beside it. */
function webMemory(): number {
  const status = readFileSync(`/proc/${stage.stack.web[0]?.child.pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
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

test("bodies of 300 MB are refused and take no memory, signed in or not, and somebody else is served meanwhile", async () => {
  const { token } = await signIn(url());
  const signedIn = { Authorization: `Bearer ${token}`, "content-type": "application/json" };
  const length = { "content-length": String(300 * MB) };
  const targets = ["/api/auth/sign-in/email", "/api/account/keep", "/account"];
  const before = webMemory();
  const grown: number[] = [];
  const answers: (number | "cut")[] = [];
  const { quiet, attacked, refused } = await speakDuring(url(), async () => {
    for (let round = 0; round < 5; round += 1)
      for (const headers of [{}, signedIn, length, { ...signedIn, ...length }]) {
        answers.push(...(await Promise.all(targets.map((path) => pour(path, 300, headers)))));
        grown.push(webMemory() - before);
      }
  });
  expect(new Set(answers)).toEqual(new Set([413]));
  expect(Math.max(...grown)).toBeLessThan(150);
  expect(refused).toEqual([]);
  // On a machine that does much else, what it takes undisturbed says how much slower it is.
  expect(attacked).toBeLessThanOrEqual(Math.max(250, 3 * quiet));
});

/** Sends a body as fast as it is taken. @returns the answer's status */
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
  const part = Buffer.alloc(MB, "x");
  for (let i = 0; i < megabytes && !asked.destroyed; i += 1) {
    if (!asked.write(part)) await Promise.race([closed, new Promise((resolve) => asked.once("drain", resolve))]);
  }
  asked.end();
  await closed;
  return status;
}
