import { expect, test } from "vitest";
import { signIn } from "#testing/people/person";
import { expectCompleteTranscript, range } from "#testing/stack/expect-complete";
import { stackFixture } from "#testing/stack/stack-fixture";

const SESSIONS = 20;
const WORDS = 60;

const fixture = stackFixture();

test("20 sessions at once are each complete and in order, without words of another session", async () => {
  const person = await signIn(fixture.url());
  const speakers = await Promise.all(
    range(0, SESSIONS - 1).map(async (index) => {
      const page = await fixture.page({ web: index % 2, person });
      const sessionId = await page.start();
      page.speak(sessionId);
      // No two sessions share a word, so that a stray word is found.
      const words = range(index * 1_000 + 1, index * 1_000 + WORDS);
      await page.says(words, 20);
      await page.stops();
      return { page, sessionId, words };
    }),
  );
  for (const { page, sessionId, words } of speakers) await expectCompleteTranscript(page, sessionId, words);
  expect(new Set(speakers.map(({ sessionId }) => sessionId)).size).toBe(SESSIONS);
});
