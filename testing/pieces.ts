/** Sentences of eight words, and finals of five: nearly every segment is stored in two pieces. */
export const EIGHT_WORDS = { SCRIPTED_SENTENCE_WORDS: "8" };

/** The same by a recogniser of two languages. */
export const EIGHT_WORDS_IN_TWO_LANGUAGES = {
  ...EIGHT_WORDS,
  STT_ENGINE: "google",
  TRANSLATION_ENGINE: "google",
  GOOGLE_CLOUD_PROJECT: "none",
  SCRIPTED_LANGUAGES: "en-US,fr-FR",
};

/** The statements that store the first piece of a segment, and any later one. */
export const FIRST_PIECE = /INSERT INTO segment/;
export const NEXT_PIECE = /UPDATE segment g SET text/;
