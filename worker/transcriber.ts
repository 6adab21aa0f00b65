import { SAMPLE_RATE, samplesToMs } from "#protocol/sound";
import type { Word } from "#protocol/transcript";
import type { Claim } from "#store/claim";
import type { Committer } from "./committer";
import type { Drafts } from "./drafts";
import { countHeardAgain } from "./heard-again";
import { toDraftText, toSentence } from "./sentence";
import type { RecogniserEvent } from "./stt/port";

/** Where nothing is said the anchor moves on in steps of this many samples (2 s). */
const QUIET_STEP = 2 * SAMPLE_RATE;

type Final = Extract<RecogniserEvent, { type: "final" }>;

/** Turns what a recogniser says into drafts and segments: for now a segment is a final. */
export class Transcriber {
  /** Samples: sound up to here was heard. */
  covered: number;
  private tail: readonly Word[];
  /** The next final may begin with words that are committed. */
  private isRefed: boolean;

  constructor(
    private readonly claim: Claim,
    private readonly committer: Committer,
    private readonly drafts: Drafts,
  ) {
    this.covered = claim.anchor;
    this.tail = claim.tail;
    this.isRefed = claim.anchor > 0;
  }

  /** The sound after the anchor is heard once more. */
  refeed(): void {
    this.isRefed = true;
    this.drafts.withdraw();
  }

  handle(event: RecogniserEvent): void {
    switch (event.type) {
      case "hypothesis":
        this.hear(event.covered);
        this.draft(event.text, event.startSample);
        break;
      case "final":
        this.hear(event.endSample);
        this.commit(event);
        break;
      case "quiet":
        this.hear(event.upToSample);
        this.committer.reach(event.upToSample, QUIET_STEP);
        break;
    }
  }

  /** The recogniser has heard the sound up to this sample. */
  hear(upTo: number): void {
    this.covered = Math.max(this.covered, upTo);
  }

  private draft(text: string, startSample: number): void {
    if (text.trim() === "") {
      this.drafts.withdraw();
      return;
    }
    this.drafts.show({
      seq: this.committer.nextSeq,
      text: toDraftText(text, this.claim.sourceLang),
      startMs: samplesToMs(startSample),
      covered: this.covered,
    });
  }

  private commit(final: Final): void {
    const words =
      this.isRefed && final.words ? final.words.slice(countHeardAgain(this.tail, final.words)) : final.words;
    this.isRefed = false;
    const isCut = words?.length !== final.words?.length;
    const spoken = isCut ? (words ?? []).map((w) => w.word).join(" ") : final.text;
    const text = toSentence(spoken, this.claim.sourceLang);
    if (text === "") {
      this.drafts.withdraw();
      this.committer.reach(final.endSample, 0);
      return;
    }
    this.drafts.settle();
    this.committer.commit({
      kind: "speech",
      text,
      lang: final.lang ?? this.claim.sourceLang,
      startMs: (isCut ? words?.[0]?.startMs : undefined) ?? samplesToMs(final.startSample),
      endMs: words?.at(-1)?.endMs ?? samplesToMs(final.endSample),
      confidence: words && words.length > 0 ? mean(words.map((w) => w.confidence)) : null,
      words,
      anchor: final.endSample,
    });
    this.tail = words ?? [];
  }
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
}
