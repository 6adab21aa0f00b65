import type { Redis } from "ioredis";
import { mailboxKey } from "./keys";

/** An entry of a mailbox. Positions are samples on the session's clock. */
export type Entry = {
  readonly take: number;
  readonly n: number;
  readonly kind: "chunk" | "lost" | "stop";
  readonly startSample: number;
  readonly samples: number;
  readonly sound: Buffer;
  /** BCP 47 tag of the language that is spoken in it; "": the language that the session began with. */
  readonly lang: string;
  /** Length of the pause before it, ms; 0: none. */
  readonly pauseMs: number;
  /** When a run that begins with it was captured, ms since 1970 by Redis' clock; null: no run begins. A run has no pause in it. */
  readonly capturedAt: number | null;
  /** Whether it begins a late run: one that was captured before sound that arrived earlier. */
  readonly isLate: boolean;
};

const FROM_THE_BEGINNING = "0-0";
const ENTRIES_AT_ONCE = 50;

/**
 * Reads one session's mailbox in order. It needs a connection of its own, because a blocking read stalls every other
 * command. The cursor is kept here, so a broken connection loses nothing.
 */
export class MailboxReader {
  private cursor = FROM_THE_BEGINNING;

  constructor(
    private readonly redis: Redis,
    private readonly sessionId: string,
  ) {}

  /**
   * Reads up to 50 entries that were not read yet, and waits for them up to `waitMs` (0: not at all).
   * @returns empty when none arrived in time
   * @throws the connection's error
   */
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

  /** Whether there are entries that were not read yet. */
  async hasMore(): Promise<boolean> {
    return (await this.redis.xread("COUNT", 1, "STREAMS", mailboxKey(this.sessionId), this.cursor)) !== null;
  }

  /** Moves the cursor back to the oldest entry that is still in the mailbox. */
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
    pauseMs: Number(field("p") ?? 0),
    capturedAt: Number(field("c")) || null,
    isLate: field("o")?.toString() === "1",
  };
}
