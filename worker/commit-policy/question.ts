import { primarySubtag } from "#protocol/language-tag";

/**
 * Patterns of the beginnings and ends of a language's questions, in lower case without marks. `\b` does not know letters
 * with accents.
 */
const QUESTIONS: Readonly<Record<string, RegExp>> = {
  en: new RegExp(
    "^(?:(?:and|but|so|well|now|then|or|okay) )?(?:" +
      "(?:what|where|who|whom|whose|why|how|which|when) (?:(?:kind|sort|time|much|many|long|often|far|old|else|about) )?" +
      "(?:is|are|was|were|am|do|does|did|can|could|will|would|shall|should|has|have|had|may|might|must)\\b|" +
      "(?:what|where|who|why|how|when)'(?:s|re|d|ll)\\b|how (?:about|come|old|many|much|long|far)\\b|" +
      "(?:is|are|was|were|am|do|does|did|can|could|will|would|shall|should|has|have|had|isn't|aren't|don't|doesn't|didn't|can't|won't) " +
      "(?:i|you|we|they|he|she|it|there|this|that|these|those|the|a|an|any|anybody|anyone|anything|somebody|someone|" +
      "everybody|everyone|my|your|our|their|his|her)\\b)",
    "u",
  ),
  es: /^(?:y |pero |entonces )?(?:(?:a|de|en|con|por|para) )?(?:qué|cuál|cuáles|quién|quiénes|cómo|cuándo|cuánto|cuánta|cuántos|cuántas|dónde)(?!\p{L})/u,
  ca: /^(?:i |però )?(?:(?:a|de|en|amb|per) )?(?:què|quin|quina|quins|quines|qui|com|quan|quant|on) (?:és|són|era|ha|han|has|heu|pot|podem|vol|va|vas)\b/u,
  fr: /^(?:est-ce que|qu'est-ce|pourquoi|comment|combien|quel|quelle|quels|quelles|où est|où sont|qui est|quand est)\b/u,
  de: /^(?:was|wo|wer|wen|wem|warum|wie|wann|welche|welcher|welches|woher|wohin) (?:ist|sind|war|waren|hat|haben|kann|können|wird|werden|soll|muss)\b/u,
  vi: /(?:^| )(?:phải không|được không|chưa|gì|đâu|nào|sao|ai|bao giờ|bao nhiêu)$|^(?:tại sao|vì sao|có phải|bao giờ|ai là)/u,
};

/** Whether the first or last words of a sentence without marks show that it is a question. */
export function isQuestion(text: string, lang: string): boolean {
  return QUESTIONS[primarySubtag(lang)]?.test(text.toLowerCase()) ?? false;
}
