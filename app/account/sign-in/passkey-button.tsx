"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { useTranslations } from "use-intl/react";
import { canUsePasskeys, type PasskeyRefusal, signInByPasskey } from "../ask-passkey";
import { useAccountRefusal } from "../use-account-texts";

/** Signs in by passkey; the browser also suggests passkeys at the email field. Renders nothing without support. */
export function PasskeyButton({ domain, onSignedIn }: { domain: string; onSignedIn: () => void }) {
  const t = useTranslations("account");
  const refusal = useAccountRefusal("wrongPasskey");
  const [isShown, setShown] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);

  const end = (why: PasskeyRefusal | null) => {
    if (why === null) onSignedIn();
    else if (why !== "given-up") setWrong(refusal(why));
  };
  const endOffer = useEffectEvent((why: PasskeyRefusal | null) => {
    // The person did not press anything, so a failure of the suggestions is not shown.
    if (why !== "too-many" && why !== "unavailable") end(why);
  });
  useEffect(() => {
    if (!canUsePasskeys(domain)) return;
    setShown(true);
    void signInByPasskey(true).then(endOffer);
  }, [domain]);

  const press = async () => {
    setWrong(null);
    end(await signInByPasskey(false));
  };
  if (!isShown) return null;
  return (
    <>
      <button type="button" className="btn" onClick={() => void press()}>
        {t("withPasskey")}
      </button>
      {wrong && (
        <p className="wrong" role="alert">
          {wrong}
        </p>
      )}
    </>
  );
}
