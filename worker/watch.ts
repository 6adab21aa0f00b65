import type { Health } from "#protocol/health";
import { readListeners } from "#queue/listeners";
import { type Outlook, readOutlook } from "#store/outlook";
import type { WorkerContext } from "./context";
import type { Pulse } from "./pulse";

const EVERY_MS = 2_000;

/** Looks every 2 s at what others change of a session while it is served, and tells its owner how it goes. */
export class Watch {
  private outlook: Outlook | null = null;
  private listeners: ReadonlySet<string> = new Set();
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly context: WorkerContext,
    private readonly sessionId: string,
    private readonly now: () => Pick<Health, "recogniser" | "heardLagMs" | "draftsHeldBack">,
    private readonly pulse: Pulse,
  ) {
    this.timer = setInterval(() => void this.look(), EVERY_MS);
    void this.look();
  }

  /** The languages that drafts are translated into: somebody reads them, and the owner wants it. */
  get draftLangs(): readonly string[] {
    if (!this.outlook?.draftTranslations) return [];
    return this.outlook.targetLangs.filter((lang) => this.listeners.has(lang));
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    const { redis, publisher, log } = this.context;
    // While Redis is away nobody hears it; commands must not pile up.
    if (redis.status !== "ready") return;
    try {
      [this.outlook, this.listeners] = await Promise.all([
        readOutlook(this.sessionId),
        readListeners(redis, this.sessionId),
      ]);
      publisher.health(this.sessionId, {
        ...this.now(),
        ...this.pulse.read(performance.now()),
        backlog: this.outlook?.backlog ?? {},
        draftTranslations: this.outlook?.draftTranslations ?? true,
      });
    } catch (err) {
      log.debug({ err, sessionId: this.sessionId }, "not looked at");
    }
  }
}
