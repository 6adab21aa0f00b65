"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { InviteRequest } from "#protocol/invitation";
import { AccountForm } from "../../account/account-form";
import { siteAddress } from "../../address/site-address";
import { shortMoment } from "../../format/moment";
import { useCopy } from "../../frame/copy";
import { refusedFields } from "../../frame/use-form";
import { useFormat } from "../../wording/use-format";
import { invite, takeBack } from "./actions";
import { Entries } from "./entries";

type Invitation = {
  readonly id: string;
  readonly note: string;
  readonly used: number;
  readonly mostUses: number;
  readonly expiresAt: string;
};

/** Makes an invitation, whose link is shown once, and lists those that can still be accepted. */
export function Invitations({ invitations }: { invitations: readonly Invitation[] }) {
  const t = useTranslations("account.admission");
  const { locale, timeZone } = useFormat();
  const [link, setLink] = useState<string | null>(null);
  const { copied, copy } = useCopy(link);

  const make = async (values: { note: string; uses: string; days: string }) => {
    const asked = InviteRequest.safeParse(values);
    if (!asked.success)
      return refusedFields(asked.error, { note: t("wrongNote"), uses: t("wrongUses"), days: t("wrongDays") });
    const path = await invite(asked.data).catch(() => null);
    if (path === null) return { form: t("failed") };
    setLink(new URL(siteAddress(path), window.location.href).href);
    return null;
  };
  const field = (name: "note" | "uses" | "days") =>
    ({ name, label: t(name), type: "text", autoComplete: "off" }) as const;

  return (
    <>
      <AccountForm
        fields={[
          { ...field("note"), hint: t("noteHint") },
          { ...field("uses"), first: "1" },
          { ...field("days"), first: "7" },
        ]}
        submit={t("invite")}
        onSubmit={make}
      />
      <div role="status">
        {link && (
          <p className="invitation">
            <label>
              {t("link")}
              <input className="input" readOnly value={link} onFocus={(event) => event.target.select()} />
            </label>
            <button type="button" className="btn" onClick={copy}>
              {copied ? t("copied") : t("copy")}
            </button>
          </p>
        )}
      </div>
      <Entries
        label={t("invitations")}
        none={t("noInvitations")}
        deed={t("revoke")}
        entries={invitations.map(({ id, note, used, mostUses, expiresAt }) => {
          const title = note || t("unnamed");
          const when = shortMoment(expiresAt, locale, timeZone);
          const hint = t("used", { used: String(used), uses: String(mostUses), when });
          return { id, title, hint, deedOne: t("revokeOne", { note: title }) };
        })}
        onDeed={takeBack}
      />
    </>
  );
}
