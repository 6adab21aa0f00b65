import { isSameLanguage } from "#protocol/languages";
import type { Draft } from "#protocol/transcript";
import { CONTEXT_SEGMENTS } from "#store/translations/translations";
import type { WorkerMetrics } from "../metrics";
import type { Translator } from "../translation/port";
import { DraftPlan } from "./draft-plan";
import type { DraftNow } from "./drafts";

/** After a failure nobody asks for drafts for a while: the lines themselves need the engine more. */
const PAUSE_MS = 15_000;

type Options = {
  readonly translator: Translator;
  readonly metrics: WorkerMetrics;
  readonly sourceLang: () => string;
  /** The speaker's names and terms, which stay as they are written. */
  readonly terms: readonly string[];
  /** The closed segments before, oldest first. */
  readonly context: readonly string[];
  readonly epoch: number;
  /** The languages of the session that are read now. */
  readonly langs: () => readonly string[];
  readonly publish: (draft: Draft) => void;
  /** Counts characters against the budget for drafts, then asks; null: there is none for them. */
  readonly charge: <T>(characters: number, ask: () => Promise<T>) => Promise<T | null>;
  readonly now?: () => number;
};

/**
 * Translates the sentence that is being spoken, for the languages that are read now. One call per language at a time; the
 * last one stands on the screens until the next is there. Nothing waits for it and nothing fails with it.
 */
export class DraftTranslations {
  private readonly plans = new Map<string, DraftPlan>();
  private readonly busy = new Set<string>();
  /** Characters that are billed for the closed segments, each of which is translated once. */
  private closed = 0;
  private counter = 0;
  /** By language: one that the engine cannot write must not hold up the others. */
  private readonly pausedUntil = new Map<string, number>();
  private seq = 0;
  /** By language, the last segment of which something is shown. */
  private readonly shownIn = new Map<string, number>();
  /** The last closed segments, oldest first. */
  private context: readonly string[];

  constructor(private readonly options: Options) {
    this.context = options.context;
  }

  /** A segment is closed: its own translation pays for the drafts of those that follow. */
  close(seq: number, text: string): void {
    this.seq = Math.max(this.seq, seq + 1);
    this.closed += this.billed(text);
    this.context = [...this.context, text].slice(-CONTEXT_SEGMENTS);
  }

  /** Translations that were not asked for, because they would have cost too much. */
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
      // The segment's own translation is there, or nearly: what was drafted for it comes too late.
      if (draft.seq < this.seq) return;
      this.say(draft, lang, this.planOf(lang).show(draft, translated.text));
    } catch {
      // The translation of the line tells what is wrong; a draft is not worth a word.
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
