import type { JoinCode } from "#protocol/share";
import { siteAddress } from "../../address/site-address";
import { drawQrCode, QUIET_MODULES } from "../../share/draw-qr-code";

const SVG = "http://www.w3.org/2000/svg";
/** How often a visible corner asks for the short code, which the owner may replace or remove, ms. */
const ASK_EVERY_MS = 30_000;

/** The short code of the link, null where it has none; undefined: no answer came. */
type AskCode = () => Promise<JoinCode | null | undefined>;

/** A corner that shows how to join: the QR code of the readers' page, and the address to type, with the short code if there is one. */
export class JoinCorner {
  readonly element = document.createElement("div");
  readonly #address: URL;
  readonly #askCode: AskCode;
  readonly #typed = document.createElement("p");
  #asking: ReturnType<typeof setInterval> | null = null;

  /** @param address of the readers' page */
  constructor(address: string, askCode: AskCode) {
    this.#address = new URL(address);
    this.#askCode = askCode;
    this.element.className = "join";
    this.#showCode(null);
    this.element.append(createQrCode(address), this.#typed);
  }

  show(): void {
    this.element.hidden = false;
    if (this.#asking !== null) return;
    const ask = async (): Promise<void> => {
      const code = await this.#askCode();
      if (code !== undefined) this.#showCode(code);
    };
    this.#asking = setInterval(() => void ask(), ASK_EVERY_MS);
    void ask();
  }

  hide(): void {
    this.element.hidden = true;
    clearInterval(this.#asking ?? undefined);
    this.#asking = null;
  }

  #showCode(code: JoinCode | null): void {
    const { host, pathname } = this.#address;
    this.#typed.className = code ? "short" : "";
    this.#typed.textContent = host + (code ? siteAddress(`/${code.text}`) : pathname);
  }
}

function createQrCode(address: string): SVGElement {
  const code = document.createElementNS(SVG, "svg");
  code.setAttribute("aria-hidden", "true");
  void drawQrCode(address).then(({ size, path }) => {
    const whole = size + 2 * QUIET_MODULES;
    code.setAttribute("viewBox", `0 0 ${whole} ${whole}`);
    const dark = document.createElementNS(SVG, "path");
    dark.setAttribute("d", path);
    code.append(dark);
  });
  return code;
}
