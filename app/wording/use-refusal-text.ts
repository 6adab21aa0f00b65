"use client";

import { useTranslations } from "use-intl/react";
import type { LimitName, Refusal } from "#protocol/refusal";
import { languageName } from "../format/language";
import { useFormat } from "./use-format";

const TOO_MANY = {
  "live-sessions": "tooManyLive",
  "audio-minutes": "tooManyMinutes",
  "sign-ins": "tooManySignIns",
  requests: "tooManyRequests",
  links: "tooManyLinks",
  readers: "tooManyReaders",
  joins: "tooManyJoins",
  passwords: "tooManyPasswords",
} as const satisfies Record<LimitName, string>;

/** The sentence for each way in which a request is refused. */
export function useRefusalText(): (refusal: Refusal) => string {
  const t = useTranslations("refusal");
  const { locale } = useFormat();
  return (refusal) => {
    switch (refusal.kind) {
      case "unsupported-language":
        return t("unsupportedLanguage", { language: languageName(refusal.lang, locale) });
      case "untranslated":
        return t("untranslated", { language: languageName(refusal.lang, locale) });
      case "too-many":
        return t(TOO_MANY[refusal.limit]);
      case "not-found":
        return t("notFound");
      case "password":
        return t(refusal.isWrong ? "wrongPassword" : "password");
      case "no-capacity":
      case "full":
        return t("noCapacity");
      case "unauthenticated":
      case "superseded":
      case "over":
      case "unavailable":
        return t(refusal.kind);
      case "edited":
      case "invalid":
      case "expected":
      case "not-speaking":
        return t("invalid");
    }
  };
}
