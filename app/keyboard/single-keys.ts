"use client";

import { useSyncExternalStore } from "react";

const NAME = "single-keys";
const OFF = "off";
const listeners = new Set<() => void>();

/** Whether single keys act in this browser: whoever speaks to the computer needs them off (WCAG 2.1.4). */
export function useSingleKeys(): { on: boolean; set: (on: boolean) => void } {
  const on = useSyncExternalStore(subscribe, isOn, always);
  return { on, set };
}

function isOn(): boolean {
  try {
    return localStorage.getItem(NAME) !== OFF;
  } catch {
    // A browser may keep nothing; then they act.
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
