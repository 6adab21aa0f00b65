"use client";

import { useEffect } from "react";
import { keepScreenOn } from "./keep-screen-on";

/**
 * Keeps the screen on: a phone that locks itself cuts the microphone off.
 * @param tell called with whether the screen is kept on; must stay the same function
 */
export function useWakeLock(wanted: boolean, tell?: (isKept: boolean) => void): void {
  useEffect(() => (wanted ? keepScreenOn(tell) : undefined), [wanted, tell]);
}
