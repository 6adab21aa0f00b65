import { z } from "zod";
import { PersonName } from "./account";
import { LanguageTag } from "./session";
import { type Term, Vocabulary } from "./vocabulary";

/** The settings of a person. */
export const ProfileSettings = z.strictObject({
  name: PersonName,
  interfaceLang: z.enum(["en", "vi"]).nullable(),
  /** The default choices of Start; null: the defaults for everyone. */
  sourceLang: z.nullable(LanguageTag),
  targetLangs: z.array(LanguageTag).max(20),
  /** Days that an ended session is kept; null: until it is deleted. */
  retentionDays: z.number().int().min(1).max(3_650).nullable(),
  /** Days that the sound of an ended session is kept; null: as long as its text. Absent (in an older page): unchanged. */
  soundDays: z.number().int().min(1).max(3_650).nullable().optional(),
  /** Absent: unchanged. A vocabulary that was stored before the limit can stay. */
  terms: Vocabulary.optional(),
});
export type ProfileSettings = z.infer<typeof ProfileSettings>;

/** The profile as it is stored. */
export type StoredSettings = Omit<ProfileSettings, "terms"> & { readonly terms: readonly Term[] };
