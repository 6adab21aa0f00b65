import { z } from "zod";
import { PersonName } from "./account";
import { LanguageTag } from "./session";
import { type Term, Vocabulary } from "./vocabulary";

/** What a person sets for themselves. */
export const ProfileSettings = z.strictObject({
  name: PersonName,
  interfaceLang: z.enum(["en", "vi"]).nullable(),
  /** What Start chooses first; null: what it chooses for everybody. */
  sourceLang: z.nullable(LanguageTag),
  targetLangs: z.array(LanguageTag).max(20),
  /** Days that an ended session is kept; null: until it is deleted. */
  retentionDays: z.number().int().min(1).max(3_650).nullable(),
  /** Absent: it stays as it is. One that was stored before vocabularies had a limit can stay so. */
  terms: Vocabulary.optional(),
});
export type ProfileSettings = z.infer<typeof ProfileSettings>;

/** The same as it is stored. */
export type StoredSettings = Omit<ProfileSettings, "terms"> & { readonly terms: readonly Term[] };
