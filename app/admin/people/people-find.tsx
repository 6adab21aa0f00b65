"use client";

import { useTranslations } from "use-intl/react";
import { siteAddress } from "../../address/site-address";
import { Select } from "../../frame/select";
import type { PeopleQuery } from "./query";

/** The search field and the filter of people: a plain form, so that it works before scripts have run. */
export function PeopleFind({ query }: { query: PeopleQuery }) {
  const t = useTranslations("account.people");
  return (
    // biome-ignore lint/a11y/useSemanticElements: the search element is not in every browser
    <form className="people-find" role="search" action={siteAddress("/admin/people")}>
      <input
        className="input"
        type="search"
        name="q"
        defaultValue={query.q}
        maxLength={200}
        aria-label={t("search")}
        placeholder={t("search")}
      />
      <Select
        name="who"
        aria-label={t("who")}
        defaultValue={query.who}
        choices={[
          ["accounts", t("accounts")],
          ["anonymous", t("anonymous")],
          ["blocked", t("blocked")],
        ]}
      />
      <button className="btn" type="submit">
        {t("find")}
      </button>
    </form>
  );
}
