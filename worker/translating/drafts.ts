import type { Draft } from "#protocol/transcript";

/** The text of the open sentence, before it is published as a draft. */
export type DraftNow = Omit<Draft, "epoch" | "counter">;

/**
 * Throttles the drafts of one session: the first of a segment at once, then at most one every `intervalMs` with the newest
 * text, and the present one again when `repeat` is called.
 */
export class Drafts {
  private counter = 0;
  private current: DraftNow | null = null;
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
    const before = this.current?.seq === draft.seq ? this.current : null;
    this.current = draft;
    // Only `covered` has changed: `repeat` publishes that.
    if (before?.text === draft.text) return;
    const isFirst = before === null || before.text === "";
    const wait = isFirst ? 0 : this.publishedAt + this.intervalMs - performance.now();
    if (wait <= 0) this.send();
    else this.due ??= setTimeout(() => this.send(), wait);
  }

  /** Drops the present draft, which was committed or withdrawn. */
  drop(): void {
    this.cancel();
    this.current = null;
  }

  /** Publishes an empty draft, for a draft that no segment will replace. */
  withdraw(): void {
    const { current } = this;
    this.drop();
    if (!current || current.text === "") return;
    this.emit({ ...current, text: "" });
    this.sent({ ...current, text: "" });
  }

  /** Publishes the present draft again, for pages that have joined or missed it. */
  repeat(): void {
    if (this.current && !this.due) this.publishCurrent(this.current);
  }

  private send(): void {
    this.cancel();
    if (!this.current) return;
    this.publishCurrent(this.current);
    this.sent(this.current);
  }

  private publishCurrent(draft: DraftNow): void {
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
