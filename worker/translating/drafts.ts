import type { Draft } from "#protocol/transcript";

/** What is being said, before it is committed. */
export type DraftNow = Omit<Draft, "epoch" | "counter">;

/**
 * Paces the drafts of one session: the first of a phrase at once, then at most one every
 * `intervalMs`, the newest text winning, and the standing one again when `repeat` is called.
 */
export class Drafts {
  private counter = 0;
  private standing: DraftNow | null = null;
  private publishedAt = Number.NEGATIVE_INFINITY;
  private due: NodeJS.Timeout | null = null;

  constructor(
    private readonly epoch: number,
    private readonly intervalMs: number,
    private readonly publish: (draft: Draft) => void,
    /** Hears every draft that is sent for the first time, and with an empty text that one is taken back. */
    private readonly sent: (draft: DraftNow) => void = () => {},
  ) {}

  show(draft: DraftNow): void {
    const before = this.standing?.seq === draft.seq ? this.standing : null;
    this.standing = draft;
    // The same words of more sound: `repeat` says so.
    if (before?.text === draft.text) return;
    const isFirst = before === null || before.text === "";
    const wait = isFirst ? 0 : this.publishedAt + this.intervalMs - performance.now();
    if (wait <= 0) this.send();
    else this.due ??= setTimeout(() => this.send(), wait);
  }

  /** What stands was committed or taken back: nothing of it is sent any more. */
  settle(): void {
    this.cancel();
    this.standing = null;
  }

  /** Takes a draft off the screens that nothing will be committed for. */
  withdraw(): void {
    const { standing } = this;
    this.settle();
    if (!standing || standing.text === "") return;
    this.emit({ ...standing, text: "" });
    this.sent({ ...standing, text: "" });
  }

  /** Whoever joined or missed the last one sees it now. */
  repeat(): void {
    if (this.standing && !this.due) this.publishStanding(this.standing);
  }

  private send(): void {
    this.cancel();
    if (!this.standing) return;
    this.publishStanding(this.standing);
    this.sent(this.standing);
  }

  private publishStanding(draft: DraftNow): void {
    this.publishedAt = performance.now();
    this.emit(draft);
  }

  private emit(draft: DraftNow): void {
    this.counter += 1;
    this.publish({ ...draft, epoch: this.epoch, counter: this.counter });
  }

  private cancel(): void {
    if (this.due) clearTimeout(this.due);
    this.due = null;
  }
}
