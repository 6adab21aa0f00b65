import type { LaunchOptions } from "@playwright/test";

// Without these Chromium keeps requesting Google's hosts, which a closed network refuses many times a minute.
const QUIET = ["--disable-gpu", "--disable-quic", "--no-first-run"].concat([
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
]);

/**
 * A script that takes full screen away from pages: the headless browser sometimes does not leave it, and its window cannot be
 * resized meanwhile.
 */
export const NO_FULL_SCREEN = "Element.prototype.requestFullscreen = undefined";

/**
 * Debian's headless shell of Chromium, which takes half the processor time. It allows the microphone without asking.
 * @param sound a WAV file that the microphone plays over and over; append `%noloop` to play it once
 */
export function chromium(sound?: string): LaunchOptions {
  const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const microphone = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"];
  const file = sound ? [`--use-file-for-fake-audio-capture=${sound}`] : [];
  const args = [...QUIET, ...root, ...microphone, ...file, "--autoplay-policy=no-user-gesture-required"];
  return { executablePath: "/usr/bin/chromium-headless-shell", args };
}
