import { isSameLanguage } from "#protocol/languages";
import type { Draft } from "#protocol/transcript";
import { CONTEXT_SEGMENTS } from "#store/translations/translations";
import type { WorkerMetrics } from "../metrics";
import type { Translator } from "../translation/port";
import { DraftPlan } from "./draft-plan";
import type { DraftNow } from "./drafts";

/** Pause of drafts after a failure, ms: the segments need the engine more. */
const PAUSE_MS = 15_000;

type Options = {
  readonly translator: Translator;
  readonly metrics: WorkerMetrics;
  readonly sourceLang: () => string;
  /** The speaker's names and terms, which are not translated. */
  readonly terms: readonly string[];
  /** The closed segments before, oldest first. */
  readonly context: readonly string[];
  readonly epoch: number;
  /** The languages of the session that a page shows now. */
  readonly langs: () => readonly string[];
  readonly publish: (draft: Draft) => void;
  /** Counts characters against the budget of drafts, then calls `ask`; null: no budget is left. */
  readonly charge: <T>(characters: number, ask: () => Promise<T>) => Promise<T | null>;
  readonly now?: () => number;
};

/**
 * Translates the open sentence into the languages that a page shows now, with one call per language at a time. The last
 * translation stays on the screen until the next one arrives. A failure affects drafts only.
 */
export class DraftTranslations {
  private readonly plans = new Map<string, DraftPlan>();
  private readonly busy = new Set<string>();
  /** Characters billed for the closed segments, each of which is translated once. */
  private closed = 0;
  private counter = 0;
  /** By language, because a language that the engine refuses must not stop the others. */
  private readonly pausedUntil = new Map<string, number>();
  private seq = 0;
  /** By language, the `seq` of the last segment with a shown draft. */
  private readonly shownIn = new Map<string, number>();
  /** The last closed segments, oldest first. */
  private context: readonly string[];

  constructor(private readonly options: Options) {
    this.context = options.context;
  }

  /** Notes a closed segment, whose length adds to the allowance of drafts. */
  close(seq: number, text: string): void {
    this.seq = Math.max(this.seq, seq + 1);
    this.closed += this.billed(text);
    this.context = [...this.context, text].slice(-CONTEXT_SEGMENTS);
  }

  /** Number of drafts that the allowance refused. */
  get heldBack(): number {
    return [...this.plans.values()].reduce((sum, plan) => sum + plan.heldBack, 0);
  }

  show(draft: DraftNow): void {
    const now = this.now();
    this.seq = Math.max(this.seq, draft.seq);
    if (draft.text === "") {
      for (const [lang, seq] of this.shownIn) if (seq === draft.seq) this.say(draft, lang, "");
      return;
    }
    for (const lang of this.options.langs()) {
      if (isSameLanguage(this.options.sourceLang(), lang)) {
        this.say(draft, lang, draft.text);
        continue;
      }
      if (this.busy.has(lang) || now < (this.pausedUntil.get(lang) ?? 0)) continue;
      const plan = this.planOf(lang);
      const before = plan.heldBack;
      const text = plan.take(draft, this.closed, now);
      this.options.metrics.add("drafts:held-back", plan.heldBack - before);
      if (text !== null) void this.translate(draft, lang, text);
    }
  }

  private async translate(draft: DraftNow, lang: string, text: string): Promise<void> {
    this.busy.add(lang);
    try {
      const { translator, metrics, sourceLang, terms, charge } = this.options;
      const { context } = this;
      const request = { text, from: sourceLang(), to: lang, terms, context };
      const translated = await charge(this.billed(text), () => translator.translate(request));
      if (translated === null) {
        metrics.add("drafts:held-back", 1);
        this.pausedUntil.set(lang, this.now() + PAUSE_MS);
        return;
      }
      metrics.add("drafts:translated", 1);
      // Too late: the segment is closed and its own translation follows.
      if (draft.seq < this.seq) return;
      this.say(draft, lang, this.planOf(lang).show(draft, translated.text));
    } catch {
      // Not logged: the segment's own translation will report the error.
      this.options.metrics.add("drafts:failed", 1);
      this.pausedUntil.set(lang, this.now() + PAUSE_MS);
    } finally {
      this.busy.delete(lang);
    }
  }

  private say(draft: DraftNow, lang: string, text: string): void {
    this.counter += 1;
    this.shownIn.set(lang, draft.seq);
    this.options.publish({ ...draft, lang, text, epoch: this.options.epoch, counter: this.counter });
  }

  private planOf(lang: string): DraftPlan {
    const known = this.plans.get(lang);
    if (known) return known;
    const plan = new DraftPlan((text) => this.billed(text));
    this.plans.set(lang, plan);
    return plan;
  }

  private billed(text: string): number {
    return this.options.translator.billed(text, this.options.terms);
  }

  private now(): number {
    return this.options.now?.() ?? performance.now();
  }
}
