"use client";

import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { useTexts } from "../wording/use-texts";
import { passwordError, secondsUntil } from "./password-error";
import { PlainPage } from "./plain-page";
import type { ReaderAccess } from "./reader-client";

/** The link is unknown or no longer valid. The page does not tell which. */
export function NoLink() {
  const t = useTexts("audience");
  return (
    <PlainPage>
      <h1>{t("noLink")}</h1>
      <p>{t("noLinkHelp")}</p>
    </PlainPage>
  );
}

/** The link has its maximum number of readers, or too many come from one network. The page tries again by itself. */
export function FullPage({ limit, retryAt }: Pick<Extract<ReaderAccess, { kind: "full" }>, "limit" | "retryAt">) {
  const t = useTexts("audience");
  const seconds = useSecondsUntil(retryAt);
  return (
    <PlainPage>
      <div role="status">
        <h1>{t(limit === "joins" ? "crowd" : "full")}</h1>
      </div>
      <p>{seconds > 0 ? t("fullUntil", { seconds }) : t("fullHelp")}</p>
    </PlainPage>
  );
}

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

/** `secondsUntil`, counting down. */
function useSecondsUntil(at: number | null): number {
  const [now, setNow] = useState(Date.now);
  const left = secondsUntil(at, now);
  useEffect(() => {
    if (at === null) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [at]);
  return left;
}
