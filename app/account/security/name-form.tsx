"use client";

import { useTranslations } from "use-intl/react";
import { PersonName } from "#protocol/account";
import { AccountForm } from "../account-form";
import { askAccount } from "../ask-account";
import { useFormRefusal } from "../use-account-texts";

type Props = {
  readonly what: "sign-in" | "passkey";
  readonly id: string;
  readonly name: string;
  readonly onNamed: (name: string) => void;
  readonly onCancel: () => void;
};

/** Gives a sign-in or a passkey another name. */
export function NameForm({ what, id, name, onNamed, onCancel }: Props) {
  const t = useTranslations("account.security");
  const tFrame = useTranslations("frame");
  const refusal = useFormRefusal("wrong", { invalid: "name" } as const);
  const save = async ({ name: typed }: { name: string }) => {
    const wanted = PersonName.safeParse(typed);
    if (!wanted.success) return { name: t("longName") };
    if (what === "passkey" && wanted.data === "") return { name: t("passkeyNeedsName") };
    const answer = await askAccount("name-device", { what, id, name: wanted.data });
    if (!answer.ok) return answer.why === "wrong" ? { form: t("deviceGone") } : refusal(answer.why);
    onNamed(wanted.data);
    return null;
  };
  return (
    <AccountForm
      fields={[
        {
          name: "name",
          label: t("deviceName"),
          type: "text",
          autoComplete: "off",
          first: name,
          ...(what === "sign-in" && { hint: t("deviceNameHint") }),
        },
      ]}
      submit={t("saveName")}
      onSubmit={save}
    >
      <button type="button" className="btn btn-quiet" onClick={onCancel}>
        {tFrame("cancel")}
      </button>
    </AccountForm>
  );
}
