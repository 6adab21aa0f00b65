"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useTranslations } from "use-intl/react";
import { dayAndMonth } from "../format/moment";
import { useDurationText } from "../wording/use-duration-text";
import { useFormat } from "../wording/use-format";
import type { Weeks } from "./weeks";

/** The least height of a bar, in percent, so that an empty week shows one too. */
const LOWEST = 2;

/** The time spoken in the last weeks, as a number and a bar for each. */
export function WeeksChart({ weeks }: { weeks: Weeks }) {
  const t = useTranslations("history");
  const { locale, timeZone } = useFormat();
  const router = useRouter();
  const { minutes, from } = weeks;
  // The server learns the time zone only with the second page that a browser opens.
  useEffect(() => {
    if (timeZone !== weeks.timeZone) router.refresh();
  }, [router, timeZone, weeks.timeZone]);

  const numbers = minutes.map((count) => new Intl.NumberFormat(locale).format(count));
  const now = numbers.at(-1) ?? "";
  const most = Math.max(...minutes);
  const top = minutes.lastIndexOf(most);
  const current = minutes.length - 1;
  return (
    <section className="weeks" aria-labelledby="weeks">
      <div>
        <h2 id="weeks">{t("spoken", { weeks: String(minutes.length) })}</h2>
        <p className="total">
          <b>{useDurationText("brief")(weeks.ms)}</b> <span>{t("spokenIn", { count: weeks.sessions })}</span>
        </p>
      </div>
      <figure>
        <div
          className="bars"
          role="img"
          aria-label={t("spokenWeekly", {
            from: dayAndMonth(from, locale, "long"),
            minutes: numbers.slice(0, -1).join(", "),
            now,
          })}
        >
          {/* Heights are attributes: the page allows no inline styles. */}
          {minutes.map((count, index) => (
            <Bar
              // biome-ignore lint/suspicious/noArrayIndexKey: a week is its place
              key={index}
              height={most > 0 ? Math.max(LOWEST, (count / most) * 100) : LOWEST}
              kind={index === current ? "now" : index === top ? "top" : undefined}
              label={index === top && index !== current ? numbers[index] : undefined}
            />
          ))}
        </div>
        <figcaption>
          <span>{dayAndMonth(from, locale, "short")}</span>
          <span className="unit">{t("weekly")}</span>
          <span className="now">{t("weekSoFar", { minutes: now })}</span>
        </figcaption>
      </figure>
    </section>
  );
}

function Bar(props: { height: number; kind: "now" | "top" | undefined; label: string | undefined }) {
  const top = `${100 - props.height}%`;
  return (
    <svg aria-hidden="true">
      {/* Extends below the edge, so that only its top is round. */}
      <rect className={props.kind} width="100%" height="110%" y={top} rx="3" />
      {props.label && (
        <text x="50%" y={top} dy="-0.45em" textAnchor="middle">
          {props.label}
        </text>
      )}
    </svg>
  );
}
