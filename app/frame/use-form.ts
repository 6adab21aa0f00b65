"use client";

import { type FormEvent, useEffect, useState } from "react";
import type { z } from "zod";
import { useEarlySubmit } from "./use-early-submit";

/** The errors of a form: at most one of each field; `form`: one that belongs to no field. */
export type FormErrors<Name extends string> = { readonly [N in Name | "form"]?: string | undefined };

/** The texts of the fields whose values a schema refuses. @param texts the error of each field */
export function refusedFields<Name extends string>(
  { issues }: z.ZodError,
  texts: Readonly<Record<Name, string>>,
): FormErrors<Name> {
  const names = issues.map(({ path }) => path[0]);
  return Object.fromEntries(Object.entries(texts).filter(([name]) => names.includes(name))) as FormErrors<Name>;
}

/**
 * Submits a form, once at a time. The first field with an error gets the focus: each field shows its own error and has
 * `aria-invalid` and `aria-describedby` (`input-field.tsx`).
 * @param submit resolves to the errors, or to null when it is done; it gets the values of uncontrolled fields
 */
export function useForm<Name extends string>(submit: (typed: FormData) => Promise<FormErrors<Name> | null>) {
  const early = useEarlySubmit();
  const { ref } = early;
  const [isWorking, setWorking] = useState(false);
  const [wrong, setWrong] = useState<FormErrors<Name>>({});

  // After the render that marks the fields.
  useEffect(() => {
    if (Object.keys(wrong).length > 0) ref.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [wrong, ref]);

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isWorking) return;
    const typed = new FormData(event.currentTarget);
    setWorking(true);
    setWrong({});
    try {
      setWrong((await submit(typed)) ?? {});
    } finally {
      setWorking(false);
    }
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>) => void send(event);
  return { isWorking, wrong, props: { ...early, noValidate: true, onSubmit } };
}
