"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import { InputField } from "../frame/input-field";
import { useEarlySubmit } from "../frame/use-early-submit";

export type AccountField = {
  readonly name: string;
  readonly label: string;
  readonly type: "email" | "password" | "text";
  readonly autoComplete: string;
  readonly hint?: string;
  /** The value of the field before anybody types. */
  readonly first?: string;
};

type Props<Name extends string> = {
  readonly fields: readonly (AccountField & { readonly name: Name })[];
  readonly submit: string;
  /** Does it. @returns the sentence that says what went wrong, or null */
  readonly onSubmit: (values: Record<Name, string>) => Promise<string | null>;
  readonly children?: ReactNode;
};

/** A few fields and one button; what went wrong stands above the button, and what was typed stays. */
export function AccountForm<Name extends string>({ fields, submit, onSubmit, children }: Props<Name>) {
  const t = useTranslations("account");
  const early = useEarlySubmit();
  const [isWorking, setWorking] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isWorking) return;
    const typed = new FormData(event.currentTarget);
    setWorking(true);
    setWrong(null);
    const values = Object.fromEntries(fields.map(({ name }) => [name, String(typed.get(name) ?? "")]));
    setWrong(await onSubmit(values as Record<Name, string>));
    setWorking(false);
  };

  return (
    <form {...early} className="account-form" noValidate onSubmit={(event) => void send(event)}>
      {fields.map(({ first, ...field }) => (
        <InputField
          key={field.name}
          {...field}
          defaultValue={first}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
        />
      ))}
      <p className="wrong" role="alert">
        {wrong}
      </p>
      <div className="acts">
        <button className="btn btn-ink" type="submit" aria-disabled={isWorking}>
          {isWorking ? t("working") : submit}
        </button>
        {children}
      </div>
    </form>
  );
}
