import type { Health } from "#protocol/health";
import type { WorkerContext } from "./context";
import type { Pulse } from "./pulse";
import type { Seen } from "./watch";

/** How a session goes while it is served: what drafts are translated into, and what its owner is told of it. */
export class Condition {
  private seen: Seen | null = null;
  private readonly unfollow: () => void;

  constructor(
    private readonly context: Pick<WorkerContext, "watch" | "publisher">,
    private readonly sessionId: string,
    private readonly now: () => Pick<Health, "recogniser" | "heardLagMs" | "draftsHeldBack">,
    private readonly pulse: Pulse,
  ) {
    this.unfollow = context.watch.follow(sessionId, (seen) => this.see(seen));
  }

  /** The languages that drafts are translated into: somebody reads them, and the owner wants it. */
  get draftLangs(): readonly string[] {
    const { outlook, listeners } = this.seen ?? {};
    return outlook?.draftTranslations ? outlook.targetLangs.filter((lang) => listeners?.has(lang)) : [];
  }

  stop(): void {
    this.unfollow();
  }

  private see(seen: Seen): void {
    this.seen = seen;
    if (!seen.outlook) return;
    const { backlog, draftTranslations } = seen.outlook;
    const pulse = this.pulse.read(performance.now());
    this.context.publisher.health(this.sessionId, { ...this.now(), ...pulse, backlog, draftTranslations });
  }
}
