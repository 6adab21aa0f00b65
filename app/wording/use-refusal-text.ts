"use client";

import { useTranslations } from "use-intl/react";
import type { LimitName, Refusal } from "#protocol/refusal";
import { languageNameInside } from "../format/language";
import { useDurationText } from "./use-duration-text";
import { useFormat } from "./use-format";

const TOO_MANY = {
  "live-sessions": "tooManyLive",
  sessions: "tooManySessions",
  connections: "tooManyConnections",
  "sign-ins": "tooManySignIns",
  requests: "tooManyRequests",
  links: "tooManyLinks",
  readers: "tooManyReaders",
  joins: "tooManyJoins",
  files: "tooManyFiles",
  passwords: "tooManyPasswords",
  codes: "tooManyPasswords",
} as const satisfies Record<Exclude<LimitName, "audio-minutes">, string>;

/** The text for each refusal of a request. */
export function useRefusalText(): (refusal: Refusal) => string {
  const t = useTranslations("refusal");
  const { locale } = useFormat();
  const durationText = useDurationText();
  return (refusal) => {
    switch (refusal.kind) {
      case "unsupported-language":
        return t("unsupportedLanguage", { language: languageNameInside(refusal.lang, locale) });
      case "untranslated":
        return t("untranslated", { language: languageNameInside(refusal.lang, locale) });
      case "too-many":
        if (refusal.limit !== "audio-minutes") return t(TOO_MANY[refusal.limit]);
        return t("tooManyMinutes", { duration: durationText((refusal.retryAfterSeconds ?? 0) * 1_000) });
      case "not-admitted":
        return t(refusal.lacking === "account" ? "lacksAccount" : "lacksInvitation");
      case "not-found":
        return t("notFound");
      case "password":
        return t(refusal.isWrong ? "wrongPassword" : "password");
      case "no-capacity":
        return t(refusal.place === undefined ? "noRecogniser" : "noCapacity");
      case "full":
      case "blocked":
      case "administrator":
      case "unauthenticated":
      case "superseded":
      case "occupied":
      case "over":
      case "paused":
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
