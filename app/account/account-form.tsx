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
  /** The initial value of the field. */
  readonly first?: string;
};

type Props<Name extends string> = {
  readonly fields: readonly (AccountField & { readonly name: Name })[];
  readonly submit: string;
  /** Submits the values. @returns the error text, or null */
  readonly onSubmit: (values: Record<Name, string>) => Promise<string | null>;
  readonly children?: ReactNode;
};

/** A form of a few fields and one button. An error appears above the button, and the values stay. */
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
