import { every, type Repetition } from "#platform/every";
import type { Head } from "#protocol/transcript";
import { SEGMENTS_ROOM, SESSION_ROOM } from "#store/session/room-revs";
import type { WorkerContext } from "../context";

const EVERY_MS = 2_000;

/**
 * Publishes the state of a session every 2 s, and in each room the rev of its last change. State, segments and languages
 * are sent 0.67 s apart: a gateway writes to a thousand readers sequentially, and new words wait behind those writes.
 */
export class Heads {
  private readonly thirds = [() => this.publishState(), () => this.publishSegments(), () => this.publishLanguages()];
  private third = 0;
  private readonly turns: Repetition;

  constructor(
    private readonly context: Pick<WorkerContext, "publisher" | "latestRevs" | "log">,
    private readonly sessionId: string,
    private readonly state: () => Omit<Head, "rev">,
  ) {
    this.turns = every(
      EVERY_MS / this.thirds.length,
      () => this.publishNext(),
      (err) => context.log.error({ err, sessionId }, "could not publish revs"),
    );
  }

  /** Publishes everything now: after a change, or before a pause. */
  publishNow(): void {
    for (const publishPart of this.thirds) publishPart();
  }

  stop(): void {
    void this.turns.stop();
  }

  private publishNext(): void {
    this.thirds[this.third]?.();
    this.third = (this.third + 1) % this.thirds.length;
  }

  private publishState(): void {
    this.context.publisher.head(this.sessionId, { ...this.state(), rev: this.revs.get(SESSION_ROOM) ?? 0 });
  }

  private publishSegments(): void {
    const rev = this.revs.get(SEGMENTS_ROOM);
    if (rev !== undefined) this.context.publisher.latestSegment(this.sessionId, rev);
  }

  private publishLanguages(): void {
    for (const [room, rev] of this.revs)
      if (room !== SEGMENTS_ROOM && room !== SESSION_ROOM)
        this.context.publisher.latestTranslation(this.sessionId, room, rev);
  }

  private get revs() {
    return this.context.latestRevs.of(this.sessionId);
  }
}
