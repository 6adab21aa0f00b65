"use client";

import { useSyncExternalStore } from "react";
import { keepSingleKeys, singleKeysAreOn } from "./single-keys-setting";

const listeners = new Set<() => void>();

/** Whether single-key shortcuts are on in this browser. */
export function useSingleKeys(): { on: boolean; set: (on: boolean) => void } {
  const on = useSyncExternalStore(subscribe, singleKeysAreOn, always);
  return { on, set };
}

function set(on: boolean): void {
  if (!keepSingleKeys(on)) return;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const always = () => true;
