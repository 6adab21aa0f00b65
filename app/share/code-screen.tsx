"use client";

import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl/react";
import { ownNameWithoutRegion } from "../format/language";
import { shortMoment } from "../format/moment";
import { Dialog } from "../frame/dialog";
import { useFormat } from "../wording/use-format";
import { JoinAddress } from "./join-address";
import type { ShownLink } from "./link-words";
import { QrCode } from "./qr-code";

type Props = { readonly shown: ShownLink; readonly title: string; readonly onClose: () => void };

/** The QR code as large as the screen, for the room to scan, with the short code and the languages. */
export function CodeScreen({ shown, title, onClose }: Props) {
  const t = useTranslations("share");
  const tKeyboard = useTranslations("keyboard");
  const { locale, timeZone } = useFormat();
  const asked = useRef(false);
  useEffect(() => {
    // A browser that refuses full screen shows the code as large as the page.
    if (!asked.current) void document.documentElement.requestFullscreen?.().catch(() => {});
    asked.current = true;
    return () => {
      if (document.fullscreenElement) void document.exitFullscreen().catch(() => {});
    };
  }, []);
  const { address, code, langs } = shown;
  return (
    <Dialog title={title} onClose={onClose} closeLabel={tKeyboard("close")} className="code-screen">
      <QrCode text={address} label={t("code")} />
      <div className="below-code">
        <p className={code ? "address has-code" : "address"} translate="no">
          {code ? <JoinAddress address={code.address} /> : withoutScheme(address)}
        </p>
        {code && <p>{t("codeUntil", { when: shortMoment(code.expiresAt, locale, timeZone) })}</p>}
        <ul className="read-in" aria-label={t("readInThese")}>
          {langs.map((lang) => (
            <li key={lang} lang={lang}>
              {ownNameWithoutRegion(lang)}
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}

function withoutScheme(address: string): string {
  return address.replace(/^https?:\/\//, "");
}
