"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { shortMoment } from "../../format/moment";
import { useFormat } from "../../wording/use-format";
import { type Deed, PersonDialog } from "./person-dialog";

export type PersonView = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly emailVerified: boolean;
  readonly isAdministrator: boolean;
  readonly createdAt: string;
  readonly lastVisit: string | null;
  readonly sessions: number;
  readonly isBlocked: boolean;
};

/** One person, with the actions of an administrator. Each action asks for confirmation. */
export function PersonItem({ person }: { person: PersonView }) {
  const t = useTranslations("account.people");
  const { locale, timeZone } = useFormat();
  const router = useRouter();
  const [asking, setAsking] = useState<Deed | null>(null);
  const { id, name, email, isBlocked, lastVisit } = person;
  const called = name || email || t("nameless", { id: id.slice(0, 8) });
  const deed = isBlocked ? "unblock" : "block";
  const when = (iso: string) => shortMoment(iso, locale, timeZone);

  return (
    <li>
      <div className="person">
        <strong>{called}</strong> {isBlocked && <span className="pill pill-failed">{t("isBlocked")}</span>}
        {person.isAdministrator && <span className="pill pill-ended">{t("administrator")}</span>}
        <p className="hint">
          {name && email && `${email}. `}
          {email && (person.emailVerified ? t("proved") : t("unproved"))} {t("since", { when: when(person.createdAt) })}{" "}
          {lastVisit && t("lastVisit", { when: when(lastVisit) })} {t("sessions", { count: person.sessions })}
        </p>
        <p className="hint id">{id}</p>
      </div>
      {!person.isAdministrator && (
        <div className="choice">
          <button
            type="button"
            className="btn"
            aria-label={t(`${deed}One`, { person: called })}
            onClick={() => setAsking(deed)}
          >
            {t(deed)}
          </button>
          <button
            type="button"
            className="btn btn-danger"
            aria-label={t("removeOne", { person: called })}
            onClick={() => setAsking("remove")}
          >
            {t("remove")}
          </button>
        </div>
      )}
      {asking && (
        <PersonDialog
          deed={asking}
          person={{ id, called }}
          onClose={(isDone) => {
            setAsking(null);
            if (isDone) router.refresh();
          }}
        />
      )}
    </li>
  );
}
