"use client";

import { type ComponentType, lazy } from "react";

/**
 * A component whose script is loaded when it is first shown, to keep the first load of a page small. It shows nothing if
 * the script cannot be loaded: a lost connection must not take the page away.
 */
export function loadedLater<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  return lazy(async () => ({ default: await load().catch((): ComponentType<Props> => () => null) }));
}
