import type { Page } from "@playwright/test";
import * as z from "zod";

const At = z.number();
const Received = z.object({
  event: z.enum(["draft", "segment", "translation", "head"]),
  message: z.unknown(),
  /** The time at which it was painted. */
  at: At,
});
/** Times in ms of the page's clock. */
const PageRecord = z.object({
  sent: z.array(z.object({ take: z.number(), n: z.number(), at: At })),
  received: z.array(Received),
});
export type PageRecord = z.infer<typeof PageRecord>;

declare global {
  interface Window {
    pageRecord: { sent: object[]; received: object[] };
  }
}

/** Records on a page when each chunk is sent and when each answer is painted: two frames after its arrival. */
export async function recordPage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const record = { sent: [] as object[], received: [] as object[] };
    window.pageRecord = record;
    const { WebSocket: Native } = window;
    window.WebSocket = class extends Native {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        this.addEventListener("message", ({ data }) => {
          const json = typeof data === "string" ? /^42\d*(\[.*)$/s.exec(data)?.[1] : undefined;
          if (!json) return;
          const [event, message] = JSON.parse(json) as [string, unknown];
          if (!["draft", "segment", "translation", "head"].includes(event)) return;
          requestAnimationFrame(() =>
            requestAnimationFrame((): void => {
              record.received.push({ event, message, at: performance.now() });
            }),
          );
        });
      }
      override send(data: string | Blob | BufferSource): void {
        const json = typeof data === "string" ? /^451-\d*(\["chunk".*)$/s.exec(data)?.[1] : undefined;
        if (json) {
          const [, { take, n }] = JSON.parse(json) as [string, { take: number; n: number }];
          record.sent.push({ take, n, at: performance.now() });
        }
        super.send(data);
      }
    };
  });
}

/** Reads the record, once the messages that have arrived are painted and recorded. */
export async function readRecord(page: Page): Promise<PageRecord> {
  const record = page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame += 1) await new Promise((painted) => requestAnimationFrame(painted));
    return window.pageRecord;
  });
  return PageRecord.parse(await record);
}
