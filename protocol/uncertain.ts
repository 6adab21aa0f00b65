/**
 * Words with a lower confidence are uncertain. Of the words of PocketSphinx below it more than half are wrong, and they
 * are more than half of all wrong words (docs/engines.md).
 */
export const UNCERTAIN_BELOW = 0.2;
