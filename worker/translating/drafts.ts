import type { Draft } from "#protocol/transcript";

/** The text of the open sentence, before it is published as a draft. */
export type DraftNow = Omit<Draft, "epoch" | "counter">;

/**
 * Throttles the drafts of one session: the first of a segment at once, then at most one every `intervalMs` with the newest
 * text, and the present one again when `repeat` is called.
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
    /** Called with every new draft, and with an empty text when a draft is withdrawn. */
    private readonly sent: (draft: DraftNow) => void = () => {},
  ) {}

  show(draft: DraftNow): void {
    const before = this.standing?.seq === draft.seq ? this.standing : null;
    this.standing = draft;
    // Only `covered` has changed: `repeat` publishes that.
    if (before?.text === draft.text) return;
    const isFirst = before === null || before.text === "";
    const wait = isFirst ? 0 : this.publishedAt + this.intervalMs - performance.now();
    if (wait <= 0) this.send();
    else this.due ??= setTimeout(() => this.send(), wait);
  }

  /** Drops the present draft, which was committed or withdrawn. */
  settle(): void {
    this.cancel();
    this.standing = null;
  }

  /** Publishes an empty draft, for a draft that no segment will replace. */
  withdraw(): void {
    const { standing } = this;
    this.settle();
    if (!standing || standing.text === "") return;
    this.emit({ ...standing, text: "" });
    this.sent({ ...standing, text: "" });
  }

  /** Publishes the present draft again, for pages that have joined or missed it. */
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
