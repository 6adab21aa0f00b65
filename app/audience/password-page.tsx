"use client";

import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { useTexts } from "../wording/use-texts";
import { passwordError } from "./password-error";
import { PlainPage } from "./plain-page";
import type { ReaderAccess } from "./reader-client";
import { useSecondsUntil } from "./use-seconds-until";

type Asked = Extract<ReaderAccess, { kind: "password" }>;

/** Asks the reader for the password of the link. */
export function PasswordPage({ asked, onGive }: { asked: Asked; onGive: (password: string) => void }) {
  const t = useTexts("audience");
  const id = useId();
  const [password, setPassword] = useState("");
  const seconds = useSecondsUntil(asked.retryAt);
  const wrong = passwordError(asked.isWrong, seconds, t);
  const input = useRef<HTMLInputElement>(null);
  const hasFailed = !asked.isChecking && (asked.isWrong || asked.retryAt !== null);
  useEffect(() => {
    if (hasFailed) input.current?.focus();
  }, [hasFailed]);
  const give = (event: FormEvent) => {
    event.preventDefault();
    if (password !== "" && seconds === 0) onGive(password);
  };
  return (
    <PlainPage>
      <h1>{t("passwordTitle")}</h1>
      <form className="password" onSubmit={give}>
        <label htmlFor={id}>{t("password")}</label>
        <input
          ref={input}
          id={id}
          className="input"
          type="password"
          autoComplete="off"
          value={password}
          aria-invalid={wrong === null ? undefined : true}
          aria-describedby={wrong === null ? undefined : `${id}-wrong`}
          onChange={(event) => setPassword(event.target.value)}
        />
        <p className="wrong" id={`${id}-wrong`} role="alert">
          {wrong}
        </p>
        <button type="submit" className="btn btn-ink" aria-disabled={asked.isChecking || seconds > 0}>
          {asked.isChecking ? t("checking") : t("read")}
        </button>
      </form>
    </PlainPage>
  );
}
