"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { FormErrors } from "../../frame/use-form";
import { AccountForm } from "../account-form";
import { askAccount } from "../ask-account";
import { canUsePasskeys, makePasskey } from "../ask-passkey";
import { useAccountFields, useFormRefusal } from "../use-account-texts";
import { NameForm } from "./name-form";

export type PasskeyView = {
  readonly id: string;
  readonly name: string;
  readonly added: string;
  /** Null: not used yet. */
  readonly used: string | null;
};

type Props = {
  readonly passkeys: readonly PasskeyView[];
  /** Null: this server supports no passkeys. */
  readonly domain: string | null;
  /** An account without a password must have signed in recently instead. */
  readonly hasPassword: boolean;
  readonly suggestedName: string;
};

type AddField = "name" | "password";

/** Lists, adds, renames and removes the passkeys of an account. */
export function Passkeys({ passkeys, domain, hasPassword, suggestedName }: Props) {
  const t = useTranslations("account");
  const refusal = useFormRefusal<AddField>("wrongPassword", { wrong: "password" });
  const refusedPasskey = useFormRefusal<AddField>("wrongPasskey");
  const router = useRouter();
  const { password } = useAccountFields();
  const [canAdd, setCanAdd] = useState<boolean | null>(null);
  /** The passkey whose form is open. */
  const [open, setOpen] = useState<{ readonly id: string; readonly form: "name" | "remove" } | null>(null);
  useEffect(() => setCanAdd(domain !== null && canUsePasskeys(domain)), [domain]);

  const proof = hasPassword ? [{ ...password, label: t("security.currentPassword") }] : [];
  const name = { name: "name", label: t("security.passkeyName"), type: "text", autoComplete: "off" } as const;
  const add = async (values: Record<AddField, string>): Promise<FormErrors<AddField> | null> => {
    const called = values.name.trim();
    if (called === "") return { name: t("security.passkeyNeedsName") };
    const why = await makePasskey(called, values.password);
    if (why === "given-up") return { form: t("security.passkeyGivenUp") };
    if (why) return hasPassword ? refusal(why) : refusedPasskey(why);
    router.refresh();
    return null;
  };
  const remove = async (id: string, values: Record<string, string>) => {
    const answer = await askAccount("remove-passkey", { id, password: values.password ?? "" });
    if (!answer.ok) return refusal(answer.why);
    setOpen(null);
    router.refresh();
    return null;
  };

  return (
    <>
      <ul className="sign-ins" aria-label={t("security.passkeys")}>
        {passkeys.map(({ id, name: called, added, used }) => (
          <li key={id}>
            <div>
              <strong>{called}</strong>
              <p className="hint">
                {t("security.passkeyAdded", { added })}{" "}
                {used ? t("security.passkeyUsed", { used }) : t("security.passkeyUnused")}
              </p>
              {open?.id === id && open.form === "remove" && (
                <AccountForm
                  fields={proof}
                  submit={t("security.removePasskey")}
                  onSubmit={(values) => remove(id, values)}
                />
              )}
              {open?.id === id && open.form === "name" && (
                <NameForm
                  what="passkey"
                  id={id}
                  name={called}
                  onCancel={() => setOpen(null)}
                  onNamed={() => {
                    setOpen(null);
                    router.refresh();
                  }}
                />
              )}
            </div>
            {open?.id !== id && (
              <div className="choice">
                <button
                  type="button"
                  className="btn"
                  onClick={() => setOpen({ id, form: "name" })}
                  aria-label={t("security.renameOne", { name: called })}
                >
                  {t("security.rename")}
                </button>
                <button
                  type="button"
                  className="btn"
                  onClick={() => setOpen({ id, form: "remove" })}
                  aria-label={t("security.removeOne", { name: called })}
                >
                  {t("security.remove")}
                </button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {canAdd === false && <p>{t("security.noPasskeys")}</p>}
      {canAdd && (
        <AccountForm
          key={passkeys.length}
          fields={[{ ...name, first: suggestedName }, ...proof]}
          submit={t("security.addPasskey")}
          onSubmit={add}
        />
      )}
    </>
  );
}
