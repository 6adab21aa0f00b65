"use client";

import { useSyncExternalStore } from "react";

const NAME = "single-keys";
const OFF = "off";
const listeners = new Set<() => void>();

/** Whether single-key shortcuts are on in this browser. People who use speech input need them off (WCAG 2.1.4). */
export function useSingleKeys(): { on: boolean; set: (on: boolean) => void } {
  const on = useSyncExternalStore(subscribe, isOn, always);
  return { on, set };
}

function isOn(): boolean {
  try {
    return localStorage.getItem(NAME) !== OFF;
  } catch {
    // The browser may refuse storage; then the shortcuts are on.
    return true;
  }
}

function set(on: boolean): void {
  try {
    if (on) localStorage.removeItem(NAME);
    else localStorage.setItem(NAME, OFF);
  } catch {
    return;
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const always = () => true;
