/** Sentences of eight words and finals of five words: nearly every segment is stored in two pieces. */
export const EIGHT_WORDS = { SCRIPTED_SENTENCE_WORDS: "8" };

/** The same with a recogniser of two languages. */
export const EIGHT_WORDS_IN_TWO_LANGUAGES = {
  ...EIGHT_WORDS,
  STT_ENGINE: "google",
  TRANSLATION_ENGINE: "google",
  GOOGLE_CLOUD_PROJECT: "none",
  SCRIPTED_LANGUAGES: "en-US,fr-FR",
};

/** The statements that store the first piece of a segment and later ones. */
export const FIRST_PIECE = /INSERT INTO segment/;
export const NEXT_PIECE = /UPDATE segment g SET text/;
