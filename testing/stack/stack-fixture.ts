import { afterAll, afterEach, beforeAll } from "vitest";
import { readShownLanguages } from "#redis/shown-languages";
import { eventually } from "../eventually";
import type { Person } from "../people/person";
import { Page } from "./page";
import { Stack, type StackOptions } from "./stack";

export type StackFixture = {
  readonly stack: Stack;
  /** The address of a web process. */
  url(web?: number): string;
  /** Opens a page at a web process (default: the first) and closes it after the test. */
  page(options?: { web?: number; person?: Person }): Promise<Page>;
};

/** One stack for the tests of a file, restored after each test. */
export function stackFixture(options: StackOptions = {}): StackFixture {
  let stack: Stack | null = null;
  const pages: Page[] = [];
  const started = () => {
    if (!stack) throw new Error("the stack is not started");
    return stack;
  };

  beforeAll(async () => {
    stack = await Stack.start(options);
  });
  afterEach(async () => {
    await Promise.all(pages.splice(0).map((page) => page.close()));
    await started().mend(options);
  });
  afterAll(() => stack?.close());

  return {
    get stack() {
      return started();
    },
    url: (web = 0) => `http://127.0.0.1:${started().web[web]?.port}`,
    async page({ web = 0, person } = {}) {
      const process = started().web[web];
      if (!process) throw new Error(`there is no web process ${web}`);
      const page = await Page.open(process, person);
      pages.push(page);
      return page;
    },
  };
}

/** Resolves once exactly these languages of a session are reported as read. */
export async function untilReadIn({ stack }: StackFixture, sessionId: string, ...langs: string[]): Promise<void> {
  await eventually(`${langs.join()} is known to be read`, async () => {
    const read = (await readShownLanguages(stack.redis, [sessionId])).get(sessionId) ?? [];
    return [...read].toSorted().join() === langs.toSorted().join();
  });
}
