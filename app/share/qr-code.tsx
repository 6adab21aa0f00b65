"use client";

import { useEffect, useState } from "react";

/** White around it, as the standard asks (ISO/IEC 18004: four modules). */
const QUIET = 4;

type Code = { readonly size: number; readonly path: string };

/** A QR code, dark on white in both colour schemes, as scanners expect. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const [code, setCode] = useState<Code | null>(null);
  useEffect(() => {
    let over = false;
    void draw(text).then((drawn) => {
      if (!over) setCode(drawn);
    });
    return () => {
      over = true;
    };
  }, [text]);
  const size = code ? code.size + 2 * QUIET : 1;
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      {code && <path fill="#131919" d={code.path} />}
    </svg>
  );
}

/** Draws each row's dark modules as runs. Loaded on demand, because most pages show no code. */
async function draw(text: string): Promise<Code> {
  const { create } = await import("qrcode");
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const { size } = modules;
  let path = "";
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      if (!modules.get(y, x)) continue;
      const from = x;
      while (x + 1 < size && modules.get(y, x + 1)) x += 1;
      path += `M${from + QUIET} ${y + QUIET}h${x + 1 - from}v1h-${x + 1 - from}z`;
    }
  }
  return { size, path };
}
