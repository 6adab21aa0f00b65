"use client";

import { useEffect } from "react";
import { keepScreenOn } from "./keep-screen-on";

/** Keeps the screen on: a phone that locks itself cuts the microphone off. Where it is refused, nothing else changes. */
export function useWakeLock(wanted: boolean): void {
  useEffect(() => (wanted ? keepScreenOn() : undefined), [wanted]);
}
