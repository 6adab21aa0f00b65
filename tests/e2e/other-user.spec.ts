import { connect } from "#app/connection/connect";
import type { Connection, RequestName, RequestOf } from "#app/connection/connection";
import { CHUNK_BYTES } from "#protocol/sound";
import { chromium } from "#testing/browser/chromium";
import { SENTENCES } from "#testing/examples/speech";
import { signIn } from "#testing/people/person";
import { spokenFile } from "./support/spoken";
import { endSession, expect, linesOf, start, test, visit } from "./support/test";

test.use({ launchOptions: chromium(spokenFile("session", SENTENCES.slice(0, 3))) });

test("other users, signed in or not, get no page, list entry, answer or message of a session", async ({
  page,
  browser,
  baseURL,
}) => {
  const url = baseURL ?? "";
  const sessionId = await start(page);
  await expect(linesOf(page).first()).toBeVisible();

  // Another user with their own session, and a browser without a sign-in.
  const other = await browser.newContext({ baseURL: url, permissions: ["microphone", "screen-wake-lock"] });
  const otherPage = await other.newPage();
  const own = await start(otherPage);
  const anonymous = await (await browser.newContext({ baseURL: url })).newPage();
  for (const stranger of [otherPage, anonymous]) {
    for (const address of [`/live/${sessionId}`, `/sessions/${sessionId}`]) {
      const answer = await visit(stranger, address);
      expect(answer?.status()).toBe(404);
      await expect(stranger.getByRole("heading", { name: "Page not found." })).toBeVisible();
      expect(await stranger.content()).not.toMatch(/good morning|buenos/i);
    }
    await visit(stranger, "/sessions");
    await expect(stranger.locator(`a[href*="${sessionId}"]`)).toHaveCount(0);
  }
  await expect(otherPage.locator(`a[href*="${own}"]`).first()).toBeVisible();

  const connection = connect({ url, token: (await signIn(url)).token });
  await expect.poll(() => connection.state).toBe("connected");
  const heard: string[] = [];
  for (const event of ["segment", "translation", "draft", "head", "session", "take"] as const) {
    connection.onMessage(event, () => heard.push(event));
  }
  expect(await refusal(connection, "session:join", { sessionId, since: 0 })).toBe("not-found");
  expect(await refusal(connection, "speak", { sessionId })).toBe("not-found");
  expect(await refusal(connection, "chunk", { take: 1, n: 1, sound: new Uint8Array(CHUNK_BYTES) })).toBe(
    "not-speaking",
  );
  expect(await refusal(connection, "stop", { sessionId })).toBe("not-found");
  expect(await refusal(connection, "session:delete", { sessionId })).toBe("not-found");
  const unknown = connect({ url });
  await expect.poll(() => unknown.state).toBe("refused");

  // The speaker is not affected.
  const count = await linesOf(page).count();
  await expect(linesOf(page).nth(count)).toBeVisible();
  await endSession(page);
  await expect(page.getByText("The session has ended.")).toBeVisible();
  expect(heard).toEqual([]);
  connection.close();
  unknown.close();
  await other.close();
});

async function refusal<E extends RequestName>(
  connection: Connection,
  event: E,
  request: RequestOf<E>,
): Promise<string> {
  const answer = await connection.ask(event, request);
  if (answer === null) return "no answer";
  return answer.ok ? "done" : answer.refusal.kind;
}
