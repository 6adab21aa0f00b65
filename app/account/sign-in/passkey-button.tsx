"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { useTranslations } from "use-intl/react";
import { canUsePasskeys, type PasskeyRefusal, signInByPasskey } from "../ask-passkey";
import { useAccountRefusal } from "../use-account-words";

/** Signs in by passkey; the browser offers passkeys at the address field too. Shows nothing where there can be none. */
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
    // Nobody asked for what could not be offered.
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
