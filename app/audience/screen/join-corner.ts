import { drawQrCode, QUIET_MODULES } from "../../share/draw-qr-code";

const SVG = "http://www.w3.org/2000/svg";

/** A corner that shows how to join: the QR code of the readers' page, and its address. */
export function createJoinCorner(address: string): HTMLElement {
  const corner = document.createElement("div");
  corner.className = "join";
  const code = document.createElementNS(SVG, "svg");
  code.setAttribute("aria-hidden", "true");
  // The address that people type to join.
  const typed = document.createElement("p");
  typed.textContent = address.replace(/^https?:\/\//, "");
  corner.append(code, typed);
  void drawQrCode(address).then(({ size, path }) => {
    const whole = size + 2 * QUIET_MODULES;
    code.setAttribute("viewBox", `0 0 ${whole} ${whole}`);
    const dark = document.createElementNS(SVG, "path");
    dark.setAttribute("d", path);
    code.append(dark);
  });
  return corner;
}
