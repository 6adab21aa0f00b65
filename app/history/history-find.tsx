"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { type FormEvent, useLayoutEffect, useRef, useTransition } from "react";
import { useTranslations } from "use-intl/react";
import { siteAddress } from "../address/site-address";
import { languageName } from "../format/language";
import { Glyph } from "../frame/glyph";
import { Select } from "../frame/select";
import { useFormat } from "../wording/use-format";
import type { FoundPage } from "./found";
import { countFilters, type HistoryQuery, historyAddress, isFiltered, readHistoryQuery } from "./query";

type Props = {
  readonly query: HistoryQuery;
  readonly langs: readonly string[];
  readonly tags: readonly string[];
  readonly page: FoundPage;
};

/** The search field and the filters: a plain form, so that it works before scripts have run. */
export function HistoryFind({ query, langs, tags, page }: Props) {
  const t = useTranslations("history");
  const tState = useTranslations("state");
  const { locale } = useFormat();
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [finding, startFinding] = useTransition();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const asked = readHistoryQuery(
      Object.fromEntries([...new FormData(event.currentTarget)].filter(([, value]) => value)),
    );
    startFinding(() => router.push(historyAddress(asked)));
  };
  const address = historyAddress(query);
  const shown = useRef(address);
  // The fields follow the address, also after "Clear filters" and the back button. They are not re-created, because
  // the one in use would lose the focus then.
  useLayoutEffect(() => {
    if (shown.current === address || form.current === null) return;
    shown.current = address;
    const asked = new Map(Object.entries(query));
    for (const field of form.current.elements) {
      if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) {
        field.value = asked.get(field.name) ?? "";
      }
    }
  }, [address, query]);
  const choose = () => form.current?.requestSubmit();
  const named = (tags: readonly string[]) => tags.map((lang) => [lang, languageName(lang, locale)] as const);
  return (
    // biome-ignore lint/a11y/useSemanticElements: the search element is not in every browser
    <form
      ref={form}
      className="find"
      role="search"
      action={siteAddress("/sessions")}
      onSubmit={submit}
      aria-busy={finding}
    >
      <div className="search">
        <Glyph name="search" />
        <input
          className="input"
          type="search"
          name="q"
          defaultValue={query.q ?? ""}
          maxLength={200}
          aria-label={t("searchLong")}
          placeholder={t("search")}
        />
      </div>
      <div className="filters">
        {/* Closed on a small screen, so that the sessions are in sight; the style sheet shows the filters by its state. */}
        <details className="filters-open">
          <summary className="btn">
            {t("filters", { count: countFilters(query) })}
            <Glyph name="down" />
          </summary>
        </details>
        <Choice
          name="lang"
          label={t("language")}
          any={t("anyLanguage")}
          value={query.lang}
          choices={named(langs)}
          onChoose={choose}
        />
        <Choice
          name="days"
          label={t("date")}
          any={t("anyDate")}
          value={query.days}
          choices={[
            ["7", t("lastDays", { days: "7" })],
            ["30", t("lastDays", { days: "30" })],
            ["dates", t("chooseDates")],
          ]}
          onChoose={choose}
        />
        {query.days === "dates" && (
          <>
            <input
              className="input date"
              type="date"
              name="from"
              defaultValue={query.from}
              aria-label={t("from")}
              onChange={choose}
            />
            <input
              className="input date"
              type="date"
              name="to"
              defaultValue={query.to}
              aria-label={t("to")}
              onChange={choose}
            />
          </>
        )}
        <Choice
          name="state"
          label={t("status")}
          any={t("anyStatus")}
          value={query.state}
          choices={(["live", "ended", "failed"] as const).map((state) => [state, tState(state)])}
          onChoose={choose}
        />
        {tags.length > 0 && (
          <Choice
            name="tag"
            label={t("tag")}
            any={t("anyTag")}
            value={query.tag}
            choices={tags.map((tag) => [tag, tag])}
            onChoose={choose}
          />
        )}
        <Choice
          name="sort"
          label={t("order")}
          any={t("newest")}
          value={query.sort === "newest" ? undefined : query.sort}
          choices={[
            ["oldest", t("oldest")],
            ["longest", t("longest")],
          ]}
          onChoose={choose}
        />
        <div className="filters-end">
          {isFiltered(query) && (
            <Link className="btn btn-quiet" href="/sessions">
              {t("clear")}
            </Link>
          )}
          <span className="found num" role="status">
            <Places query={query} page={page} />
          </span>
        </div>
      </div>
    </form>
  );
}

/** The number of matches, of the sessions on this page only. */
function Places({ query, page }: Pick<Props, "query" | "page">) {
  const t = useTranslations("history");
  const count = page.sessions.reduce((sum, { found }) => sum + (found?.places ?? 0), 0);
  if (query.q === undefined || count === 0) return null;
  const values = { places: t("places", { count }), sessions: page.sessions.length };
  if (query.before !== undefined) return t("foundInThese", values);
  return page.next === null
    ? t("foundIn", values)
    : t("foundInFirst", { ...values, sessions: String(values.sessions) });
}

function Choice(props: {
  name: string;
  label: string;
  any: string;
  value: string | undefined;
  choices: readonly (readonly [value: string, text: string])[];
  onChoose: () => void;
}) {
  return (
    <Select
      name={props.name}
      aria-label={props.label}
      defaultValue={props.value ?? ""}
      choices={[["", props.any], ...props.choices]}
      onChange={props.onChoose}
    />
  );
}
