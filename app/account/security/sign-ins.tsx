"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { askAccount } from "../ask-account";
import { useAccountRefusal } from "../use-account-words";

export type SignInView = {
  readonly id: string;
  readonly device: string;
  readonly place: string;
  readonly began: string;
  readonly visited: string;
  /** The sign-in of the browser that shows the page. */
  readonly isThis: boolean;
};

/** Lists the sign-ins, each with a button that ends it. */
export function SignIns({ signIns }: { signIns: readonly SignInView[] }) {
  const t = useTranslations("account.security");
  const refusal = useAccountRefusal("wrong");
  const [left, setLeft] = useState(signIns);
  const [wrong, setWrong] = useState<string | null>(null);

  const end = async (which: string) => {
    setWrong(null);
    const answer = await askAccount("sign-ins", { which });
    if (!answer.ok && answer.why !== "wrong") return setWrong(refusal(answer.why));
    setLeft((before) => before.filter(({ id, isThis }) => isThis || (which !== "others" && id !== which)));
  };

  return (
    <>
      <ul className="sign-ins">
        {left.map(({ id, device, place, began, visited, isThis }) => (
          <li key={id}>
            <div>
              <strong>{device}</strong>
              {isThis && <span> ({t("thisBrowser")})</span>}
              <p className="hint">
                {t("began", { began })} {t("visited", { visited })} {place && t("place", { place })}
              </p>
            </div>
            {!isThis && (
              <button type="button" className="btn" onClick={() => void end(id)} aria-label={t("endOne", { device })}>
                {t("end")}
              </button>
            )}
          </li>
        ))}
      </ul>
      {left.length > 1 && (
        <button type="button" className="btn" onClick={() => void end("others")}>
          {t("endOthers")}
        </button>
      )}
      <p className="wrong" role="alert">
        {wrong}
      </p>
    </>
  );
}
