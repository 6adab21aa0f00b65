"use client";

import { useTranslations } from "use-intl/react";
import type { SessionView } from "#protocol/session";
import { isOver } from "#protocol/session-over";
import type { SpokenText } from "#protocol/spoken-title";
import { direction } from "../format/direction";
import { languageNames } from "../format/language";
import { longMoment, momentOf, shortMoment } from "../format/moment";
import { useDurationText } from "../wording/use-duration-text";
import { useFormat } from "../wording/use-format";

/** A session with the title that its first sentences give it. */
export type Titled = Pick<SessionView, "title" | "createdAt"> & { readonly spokenTitle: SpokenText | null };

/** The name of a session: the title that it was given, else its first sentences, else its start. */
export function useTitle(): (session: Titled) => string {
  const t = useTranslations("transcript");
  const { locale, timeZone } = useFormat();
  return ({ title, spokenTitle, createdAt }) =>
    title || (spokenTitle?.text ?? t("untitled", { when: shortMoment(createdAt, locale, timeZone) }));
}

export function SessionTitle({ session }: { session: Titled }) {
  const title = useTitle()(session);
  const { spokenTitle } = session;
  // Always an element: React cannot replace a text node that an extension has replaced.
  if (session.title || !spokenTitle) return <span>{title}</span>;
  return (
    <span lang={spokenTitle.lang} dir={direction(spokenTitle.lang)} translate="no">
      {title}
    </span>
  );
}

/** `English to Vietnamese, Spanish`, or `English, captions only` @param spoken all spoken languages, if known */
export function Languages({ session, spoken = [session.sourceLang] }: LanguagesProps) {
  const t = useTranslations("transcript");
  const { locale } = useFormat();
  const from = languageNames(spoken, locale, true);
  if (session.targetLangs.length === 0) return <span>{t("captionsIn", { from })}</span>;
  return <span>{t("fromTo", { from, to: languageNames(session.targetLangs, locale) })}</span>;
}

type LanguagesProps = {
  readonly session: Pick<SessionView, "sourceLang" | "targetLangs">;
  readonly spoken?: readonly string[];
};

/** `Today, 09:00` */
export function When({ iso, now }: { iso: string; now: number }) {
  const t = useTranslations("frame");
  const moment = momentOf(iso, { ...useFormat(), now });
  const text = moment.day === "other" ? `${moment.date}, ${moment.time}` : t(moment.day, { time: moment.time });
  return <time dateTime={iso}>{text}</time>;
}

/** `23 November 2026, 14:05` */
export function LongWhen({ iso }: { iso: string }) {
  const { locale, timeZone } = useFormat();
  return <time dateTime={iso}>{longMoment(iso, locale, timeZone)}</time>;
}

/** `24 min so far`; after the end, the duration. */
export function Duration({ ms, state }: { ms: number; state: SessionView["state"] }) {
  const t = useTranslations("duration");
  const duration = useDurationText()(ms);
  return <span>{isOver(state) ? duration : t("soFar", { duration })}</span>;
}
