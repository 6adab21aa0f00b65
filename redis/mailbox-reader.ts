import type { Redis } from "ioredis";
import { mailboxKey } from "./keys";

/** What stands in a mailbox. Positions are samples on the session's clock. */
export type Entry = {
  readonly take: number;
  readonly n: number;
  readonly kind: "chunk" | "lost" | "stop";
  readonly startSample: number;
  readonly samples: number;
  readonly sound: Buffer;
  /** What is spoken in it; "": the language that the session began with. */
  readonly lang: string;
};

const FROM_THE_BEGINNING = "0-0";
const ENTRIES_AT_ONCE = 50;

/**
 * Reads one session's mailbox in order. Needs a connection of its own: a blocking read stalls
 * everything else on it. The cursor is explicit, so a broken connection loses nothing.
 */
export class MailboxReader {
  private cursor = FROM_THE_BEGINNING;

  constructor(
    private readonly redis: Redis,
    private readonly sessionId: string,
  ) {}

  /** Waits up to `waitMs` (0: not at all) for entries that were not read yet; empty when none came. */
  async next(waitMs: number): Promise<Entry[]> {
    const key = mailboxKey(this.sessionId);
    const reply = await (waitMs === 0
      ? this.redis.xreadBuffer("COUNT", ENTRIES_AT_ONCE, "STREAMS", key, this.cursor)
      : this.redis.xreadBuffer("COUNT", ENTRIES_AT_ONCE, "BLOCK", waitMs, "STREAMS", key, this.cursor));
    const [, found] = ((reply as RawReply | null) ?? [])[0] ?? [];
    const entries = (found ?? []).map(toEntry);
    const last = entries.at(-1);
    if (last) this.cursor = `${last.take}-${last.n}`;
    return entries;
  }

  /** Reads everything again that is still in the mailbox: all that is not anchored. */
  rewind(): void {
    this.cursor = FROM_THE_BEGINNING;
  }
}

type RawReply = [key: Buffer, entries: [id: Buffer, fields: Buffer[]][]][];

function toEntry([id, fields]: [Buffer, Buffer[]]): Entry {
  const [take = 0, n = 0] = id.toString().split("-").map(Number);
  const field = (name: string) => fields[fields.findIndex((f, i) => i % 2 === 0 && f.toString() === name) + 1];
  return {
    take,
    n,
    kind: (field("k")?.toString() ?? "chunk") as Entry["kind"],
    startSample: Number(field("s")),
    samples: Number(field("l")),
    sound: field("d") ?? Buffer.alloc(0),
    lang: field("g")?.toString() ?? "",
  };
}
