/**
 * BCP 47, as far as engines use it: `en-US`, `es`, `zh-Hant-TW`. Separate from its schema, for pages that load no zod.
 */
export const LANGUAGE_TAG = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/;

/** `en` of `en-US`. */
export function primarySubtag(lang: string): string {
  return lang.split("-", 1)[0] ?? lang;
}
