"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";

type Entry = {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  /** The button's accessible name: the action and its entry. */
  readonly deedOne: string;
};

type Props = {
  readonly label: string;
  /** Shown when the list is empty. */
  readonly none: string;
  readonly deed: string;
  readonly entries: readonly Entry[];
  /** @returns whether it is done */
  readonly onDeed: (id: string) => Promise<boolean>;
};

/** A list with a button that removes each entry. */
export function Entries({ label, none, deed, entries, onDeed }: Props) {
  const t = useTranslations("account.admission");
  const [hasFailed, setFailed] = useState(false);
  const act = async (id: string) => setFailed(!(await onDeed(id).catch(() => false)));
  return (
    <>
      {entries.length === 0 && <p className="none">{none}</p>}
      <ul className="people" aria-label={label}>
        {entries.map(({ id, title, hint, deedOne }) => (
          <li key={id}>
            <div className="person">
              <strong>{title}</strong>
              {hint && <p className="hint">{hint}</p>}
            </div>
            <button type="button" className="btn" aria-label={deedOne} onClick={() => void act(id)}>
              {deed}
            </button>
          </li>
        ))}
      </ul>
      <p className="wrong" role="alert">
        {hasFailed && t("failed")}
      </p>
    </>
  );
}
