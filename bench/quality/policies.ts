import { type PolicyRule, RULE } from "#worker/policy/rule";

const NEVER = Number.MAX_SAFE_INTEGER;

/** Every policy that was tried, by what makes it different from the one in use. */
export const POLICIES: Readonly<Record<string, PolicyRule>> = {
  "in use": RULE,
  "wait for finals": { ...RULE, settleMs: NEVER, stableMs: NEVER, softMs: NEVER, capMs: NEVER, standMs: NEVER },
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
  "drafts shown at once": { ...RULE, holdMs: 0 },
  "drafts held for 250 ms": { ...RULE, holdMs: 250 },
  "drafts held for 700 ms": { ...RULE, holdMs: 700 },
};
