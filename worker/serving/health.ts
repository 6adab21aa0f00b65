import type { Health } from "#protocol/health";
import type { Claim } from "#store/session/claim-session";
import type { WorkerContext } from "../context";
import type { SessionSettings } from "./followed-session";
import type { WordRate } from "./word-rate";

/** Figures of a session without a speaker. */
const RESTING = { wordsPerMinute: 0, commitLagMs: null };

/**
 * The health of one served session, which its owner's pages show. After the speaker has paused it continues until every
 * translation is done.
 */
export class SessionHealth {
  private seen: SessionSettings | null = null;
  private isResting = false;
  private readonly unfollow: () => void;

  constructor(
    private readonly context: Pick<WorkerContext, "followedSessions" | "publisher">,
    private readonly claim: Pick<Claim, "sessionId" | "epoch">,
    private readonly now: () => Pick<Health, "recogniser" | "isOtherLanguage" | "recognitionLagMs" | "draftsHeldBack">,
    private readonly wordRate: WordRate,
  ) {
    this.unfollow = context.followedSessions.follow(claim.sessionId, (seen) => this.see(seen));
  }

  /** The latest settings; null: not read yet. */
  get settings(): SessionSettings | null {
    return this.seen;
  }

  /** Notes that the speaker has paused: any worker may serve the session next. */
  rest(): void {
    this.isResting = true;
  }

  /**
   * Notes that this worker no longer serves the session. A paused session is still followed until its translations are
   * done.
   */
  leave(): void {
    if (!this.isResting) this.unfollow();
  }

  private see(seen: SessionSettings): void {
    this.seen = seen;
    const { inputs, budget } = seen;
    if (!inputs || (this.isResting && inputs.epoch !== this.claim.epoch)) {
      this.unfollow();
      return;
    }
    const { backlog, draftTranslations } = inputs;
    const rate = this.isResting ? RESTING : this.wordRate.read(performance.now());
    const known = { ...this.now(), ...rate, backlog, draftTranslations, ...(budget && { budget }) };
    this.context.publisher.health(this.claim.sessionId, known);
    if (this.isResting && Object.keys(backlog).length === 0) this.unfollow();
  }
}
