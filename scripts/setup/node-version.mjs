import { SetupError } from "./step.mjs";

/** @param {string} version such as "20.19.0" */
export function checkNode(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const fits = major === 20 ? minor >= 19 : major === 22 ? minor >= 13 : major >= 24;
  if (fits) return;
  throw new SetupError(
    `Interline needs Node.js 20.19 or newer (or 22.13 or newer, or 24 or newer); this is ${version}.\n` +
      "Download: https://nodejs.org/en/download",
  );
}
