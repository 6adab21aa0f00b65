import { type PolicyRule, RULE } from "#worker/commit-policy/rule";

const NEVER = Number.MAX_SAFE_INTEGER;

const sentence = (change: Partial<PolicyRule["sentence"]>): PolicyRule => ({
  ...RULE,
  sentence: { ...RULE.sentence, ...change },
});

/** Every policy that was tried, by its differences from the policy in use. */
export const POLICIES: Readonly<Record<string, PolicyRule>> = {
  "in use": RULE,
  "wait for finals": { ...RULE, settleMs: NEVER, stableMs: NEVER, softMs: NEVER, capMs: NEVER, unchangedMs: NEVER },
  "the cap alone": { ...RULE, softMs: NEVER },
  "two hypotheses agree": { ...RULE, settleMs: 0, stableMs: 0, seen: 2, mask: 0 },
  "five hypotheses agree": { ...RULE, settleMs: 0, stableMs: 0, seen: 5, mask: 0 },
  "no doubt": { ...RULE, doubt: 0 },
  "no doubt, open for 2.55 s": { ...RULE, doubt: 0, settleMs: 900, stableMs: 850, softMs: 2_550 },
  "doubted twice as long": { ...RULE, doubt: 2 },
  "stability alone": { ...RULE, settleMs: NEVER, stableMs: 0, seen: 1, mask: 0 },
  "settled after 600 ms": { ...RULE, settleMs: 600, stableMs: 600 },
  "settled after 1,200 ms": { ...RULE, settleMs: 1_200, stableMs: 1_200 },
  "stable words after 300 ms": { ...RULE, stableMs: 300 },
  "stable words after 300 ms, two masked": { ...RULE, settleMs: 650, stableMs: 300, mask: 2, softMs: 2_750 },
  "mask of one word": { ...RULE, mask: 1 },
  "mask of two words": { ...RULE, mask: 2 },
  "open for 2.0 s": { ...RULE, softMs: 2_000 },
  "open for 2.6 s": { ...RULE, softMs: 2_600 },
  "open for 3.2 s": { ...RULE, softMs: 3_200 },
  "at least five words": { ...RULE, words: 5 },
  "sentence ends settled after 450 ms": { ...RULE, endingMs: 450 },
  "sentence ends settled after 750 ms": { ...RULE, endingMs: 750 },
  "sentence ends settled after 900 ms": { ...RULE, endingMs: 900 },
  "sentence ends settled with other words": { ...RULE, endingMs: NEVER },
  "phrases part at 60 % of the usual silence": sentence({ phraseShare: 0.6 }),
  "phrases part at 40 % of the usual silence": sentence({ phraseShare: 0.4 }),
  "marks count at once": sentence({ markMs: 0 }),
  "marks count after 600 ms": sentence({ markMs: 600 }),
  "a pause of 0.8 s ends a marked sentence": sentence({ sentencePauseMs: 800 }),
  "a pause of 2.0 s ends a marked sentence": sentence({ sentencePauseMs: 2_000 }),
  "a pause of 0.4 s ends an unmarked sentence": sentence({ unmarkedPauseMs: 400 }),
  "a pause of 0.55 s ends an unmarked sentence": sentence({ unmarkedPauseMs: 550 }),
  "a pause of 1.0 s ends an unmarked sentence": sentence({ unmarkedPauseMs: 1_000 }),
  "at most 16 words and 8 s": sentence({ mostWords: 16, mostMs: 8_000 }),
  "at most 20 words and 10 s": sentence({ mostWords: 20, mostMs: 10_000 }),
  "at most 24 words and 12 s": sentence({ mostWords: 24, mostMs: 12_000 }),
  "at most 28 words and 14 s": sentence({ mostWords: 28, mostMs: 14_000 }),
  "at most 40 words and 20 s": sentence({ mostWords: 40, mostMs: 20_000 }),
  "drafts shown at once": { ...RULE, holdMs: 0 },
  "drafts held for 250 ms": { ...RULE, holdMs: 250 },
  "drafts held for 700 ms": { ...RULE, holdMs: 700 },
};
