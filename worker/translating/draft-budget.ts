import { LOW_SHARE } from "#protocol/budget";
import { type Budget, payerOf } from "#redis/budget";
import type { HealthInputs } from "#store/session/health";

/** The facts that decide whether drafts are translated. Other processes may change them at any time. */
export type DraftSettings = {
  /** Null: the session is deleted. */
  readonly inputs: HealthInputs | null;
  /** The languages that a page shows now. */
  readonly shownLangs: ReadonlySet<string>;
};

/** The languages to translate drafts into: those that a page shows, if the owner has enabled it. */
export function draftLangsOf(settings: DraftSettings | null): readonly string[] {
  const { inputs, shownLangs } = settings ?? {};
  return inputs?.draftTranslations ? inputs.targetLangs.filter((lang) => shownLangs?.has(lang)) : [];
}

/** Counts a draft's characters, then calls `ask`. @returns null when drafts have no budget left */
export async function chargeDraft<T>(
  budget: Budget,
  settings: DraftSettings | null,
  characters: number,
  ask: () => Promise<T>,
): Promise<T | null> {
  if (!settings?.inputs) return null;
  const wanted = { amount: characters, share: LOW_SHARE };
  const charged = await budget.charge("characters", payerOf(settings.inputs), wanted, ask);
  return charged.ok ? charged.value : null;
}
