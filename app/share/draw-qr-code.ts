/** White around a code, as the standard asks (ISO/IEC 18004: four modules). */
export const QUIET_MODULES = 4;

/** `size`: modules of each side without the white around it. `path`: the dark modules, for an SVG path. */
export type DrawnCode = { readonly size: number; readonly path: string };

/** Draws each row's dark modules as runs. Loads its library on demand, because most pages show no code. */
export async function drawQrCode(text: string): Promise<DrawnCode> {
  // A CommonJS module: some bundlers know no names of it but the default.
  const { default: qrCode } = await import("qrcode");
  const { modules } = qrCode.create(text, { errorCorrectionLevel: "M" });
  const { size } = modules;
  let path = "";
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      if (!modules.get(y, x)) continue;
      const from = x;
      while (x + 1 < size && modules.get(y, x + 1)) x += 1;
      path += `M${from + QUIET_MODULES} ${y + QUIET_MODULES}h${x + 1 - from}v1h-${x + 1 - from}z`;
    }
  }
  return { size, path };
}
