import type { Draft } from "#protocol/transcript";
import type { Claim } from "#store/session/claim-session";
import { CONTEXT_SEGMENTS } from "#store/translations/translations";
import type { WorkerContext } from "../context";
import { chargeDraft, type DraftSettings, draftLangsOf } from "./draft-budget";
import { DraftTranslations } from "./draft-translations";
import { Drafts } from "./drafts";

type Now = {
  /** BCP 47 tag of the language that is spoken now. */
  readonly spoken: () => string;
  /** Null: not read yet. */
  readonly settings: () => DraftSettings | null;
};

/** Creates the drafts of one serving and their translations. */
export function openDrafts(context: WorkerContext, claim: Claim, now: Now) {
  const { sessionId, epoch } = claim;
  const publish = (draft: Draft) => context.publisher.draft(sessionId, draft);
  const translations = new DraftTranslations({
    translator: context.translator,
    metrics: context.metrics,
    epoch,
    sourceLang: now.spoken,
    terms: claim.terms.map(({ written }) => written),
    context: claim.tail
      .filter(({ open }) => !open)
      .map(({ text }) => text)
      .slice(-CONTEXT_SEGMENTS),
    langs: () => draftLangsOf(now.settings()),
    charge: (characters, ask) => chargeDraft(context.budget, now.settings(), characters, ask),
    publish,
  });
  const { DRAFT_INTERVAL_MS } = context.env;
  const drafts = new Drafts(epoch, DRAFT_INTERVAL_MS, publish, (draft) => translations.show(draft));
  return { drafts, translations };
}
