"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { InputField } from "../frame/input-field";
import { type FormErrors, useForm } from "../frame/use-form";

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
  /** Submits the values. @returns the errors by field, or null */
  readonly onSubmit: (values: Record<Name, string>) => Promise<FormErrors<Name> | null>;
  readonly children?: ReactNode;
};

/** A form of a few fields and one button. After an error the values stay. */
export function AccountForm<Name extends string>({ fields, submit, onSubmit, children }: Props<Name>) {
  const t = useTranslations("account");
  const form = useForm<Name>((typed) => {
    const values = Object.fromEntries(fields.map(({ name }) => [name, String(typed.get(name) ?? "")]));
    return onSubmit(values as Record<Name, string>);
  });
  return (
    <form {...form.props} className="account-form">
      {fields.map(({ first, ...field }) => (
        <InputField
          key={field.name}
          {...field}
          defaultValue={first}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
          wrong={form.wrong[field.name]}
        />
      ))}
      <p className="wrong" role="alert">
        {form.wrong.form}
      </p>
      <div className="acts">
        <button className="btn btn-ink" type="submit" aria-disabled={form.isWorking}>
          {form.isWorking ? t("working") : submit}
        </button>
        {children}
      </div>
    </form>
  );
}
