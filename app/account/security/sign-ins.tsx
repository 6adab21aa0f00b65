"use client";

import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { askAccount } from "../ask-account";
import { useAccountRefusal } from "../use-account-texts";
import { NameForm } from "./name-form";

export type SignInView = {
  readonly id: string;
  /** Its owner's name for it; empty: none. */
  readonly name: string;
  readonly device: string;
  readonly place: string;
  readonly began: string;
  readonly visited: string;
  /** The sign-in of the browser that shows the page. */
  readonly isThis: boolean;
};

/** Lists the sign-ins. Each can be renamed, and each but this browser's ended. */
export function SignIns({ signIns }: { signIns: readonly SignInView[] }) {
  const t = useTranslations("account.security");
  const refusal = useAccountRefusal("wrong");
  const [left, setLeft] = useState(signIns);
  const [wrong, setWrong] = useState<string | null>(null);
  const [naming, setNaming] = useState<string | null>(null);
  const [named, setNamed] = useState<string | null>(null);

  const end = async (which: string) => {
    setWrong(null);
    const answer = await askAccount("sign-ins", { which });
    if (!answer.ok && answer.why !== "wrong") return setWrong(refusal(answer.why));
    setLeft((before) => before.filter(({ id, isThis }) => isThis || (which !== "others" && id !== which)));
  };

  return (
    <>
      <ul className="sign-ins">
        {left.map((signIn) => (
          <SignInItem
            key={signIn.id}
            signIn={signIn}
            isNaming={naming === signIn.id}
            onNaming={(isNaming) => {
              setNamed(null);
              setNaming(isNaming ? signIn.id : null);
            }}
            onNamed={(name) => {
              setNaming(null);
              setNamed(name || signIn.device);
              setLeft((before) => before.map((one) => (one.id === signIn.id ? { ...one, name } : one)));
            }}
            onEnd={() => void end(signIn.id)}
          />
        ))}
      </ul>
      {left.length > 1 && (
        <button type="button" className="btn" onClick={() => void end("others")}>
          {t("endOthers")}
        </button>
      )}
      <p className="hint" role="status">
        {named !== null && t("named", { name: named })}
      </p>
      <p className="wrong" role="alert">
        {wrong}
      </p>
    </>
  );
}

function SignInItem(props: {
  signIn: SignInView;
  isNaming: boolean;
  onNaming: (isNaming: boolean) => void;
  onNamed: (name: string) => void;
  onEnd: () => void;
}) {
  const t = useTranslations("account.security");
  const { signIn, isNaming, onNaming } = props;
  const { id, name, device, place, began, visited, isThis } = signIn;
  const called = name || device;
  const rename = useRef<HTMLButtonElement>(null);
  const wasNaming = useRef(false);
  useEffect(() => {
    if (wasNaming.current && !isNaming) rename.current?.focus();
    wasNaming.current = isNaming;
  }, [isNaming]);
  return (
    <li>
      <div>
        <strong>{called}</strong>
        {isThis && <span> ({t("thisBrowser")})</span>}
        <p className="hint">
          {[name && `${device}.`, t("began", { began }), t("visited", { visited }), place && t("place", { place })]
            .filter(Boolean)
            .join(" ")}
        </p>
        {isNaming && (
          <NameForm what="sign-in" id={id} name={name} onNamed={props.onNamed} onCancel={() => onNaming(false)} />
        )}
      </div>
      {!isNaming && (
        <div className="choice">
          <button
            ref={rename}
            type="button"
            className="btn"
            onClick={() => onNaming(true)}
            aria-label={t("renameOne", { name: called })}
          >
            {t("rename")}
          </button>
          {!isThis && (
            <button type="button" className="btn" onClick={props.onEnd} aria-label={t("endOne", { device: called })}>
              {t("end")}
            </button>
          )}
        </div>
      )}
    </li>
  );
}
