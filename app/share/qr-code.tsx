"use client";

import { useEffect, useState } from "react";
import { type DrawnCode, drawQrCode, QUIET_MODULES } from "./draw-qr-code";

/** A QR code, dark on white in both colour schemes, as scanners expect. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const [code, setCode] = useState<DrawnCode | null>(null);
  useEffect(() => {
    let over = false;
    void drawQrCode(text).then((drawn) => {
      if (!over) setCode(drawn);
    });
    return () => {
      over = true;
    };
  }, [text]);
  const size = code ? code.size + 2 * QUIET_MODULES : 1;
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      {code && <path fill="#131919" d={code.path} />}
    </svg>
  );
}
