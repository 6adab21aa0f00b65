"use client";

import { useEffect, useRef } from "react";
import { Dialog } from "../frame/dialog";
import { useWords } from "../wording/use-words";
import { QrCode } from "./qr-code";

/** The QR code as large as the screen, for the room to scan. */
export function CodeScreen({ address, title, onClose }: { address: string; title: string; onClose: () => void }) {
  const t = useWords("share");
  const tKeyboard = useWords("keyboard");
  const asked = useRef(false);
  useEffect(() => {
    // A browser that refuses full screen shows the code as large as the page.
    if (!asked.current) void document.documentElement.requestFullscreen?.().catch(() => {});
    asked.current = true;
    return () => {
      if (document.fullscreenElement) void document.exitFullscreen().catch(() => {});
    };
  }, []);
  return (
    <Dialog title={title} onClose={onClose} closeLabel={tKeyboard("close")} className="code-screen">
      <QrCode text={address} label={t("code")} />
      <p className="address">{address.replace(/^https?:\/\//, "")}</p>
    </Dialog>
  );
}
