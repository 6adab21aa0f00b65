import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { eventually } from "#testing/eventually";
import { signIn } from "#testing/people/person";
import { signalProcess } from "#testing/processes/process-table";
import { isAlive, launcher, readiness } from "./launched";

const { launch } = launcher();

test("each child that is killed is started again, and the sign-in is still stored", { timeout: 400_000 }, async () => {
  const one = launch();
  const address = await one.ready();
  const { token } = await signIn(address);
  for (const name of ["web", "worker", "redis", "postgres"] as const) {
    const before = one.child(name);
    expect(isAlive(before)).toBe(true);
    signalProcess(before?.pid, "SIGKILL");
    await eventually(`the ${name} is another process`, () => !isAlive(before) && isAlive(one.child(name)));
    await eventually("it is ready again", async () => (await readiness(address)).ready);
  }
  expect(await isSignedIn(address, token)).toBe(true);
});

test("after kill -9 of the launcher no child stays alive, and the next start recovers", async () => {
  const first = launch();
  const { token } = await signIn(await first.ready());
  const orphans = first.children();
  await first.end("SIGKILL");
  const second = launch(first.folder);
  const address = await second.ready();
  expect(await isSignedIn(address, token)).toBe(true);
  await eventually("no child of the first launcher is alive", () => !orphans.some(isAlive));
  expect(await second.end("SIGINT")).toBe(0);
});

test("a signal during the start leaves no process behind", async () => {
  const one = launch();
  await eventually("PostgreSQL is started", () => existsSync(join(one.folder, "postgres.pid")));
  expect(await one.end("SIGTERM")).toBe(0);
  expect(existsSync(join(one.folder, "launcher.pid"))).toBe(false);
  const again = launch(one.folder);
  expect((await readiness(await again.ready())).ready).toBe(true);
});

async function isSignedIn(address: string, token: string): Promise<boolean> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${address}/api/auth/get-session`, { headers });
  return response.ok && (await response.json()) !== null;
}
