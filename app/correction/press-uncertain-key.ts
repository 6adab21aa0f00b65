import type { KeyboardEvent } from "react";
import { nextUncertainTyped } from "./uncertain-places";

/** The key that selects the next uncertain word of the line that is edited; with Shift, the one before. */
export const UNCERTAIN_KEY = "F4";

type Edited = {
  readonly places: readonly (readonly [number, number])[];
  readonly stored: string;
  readonly typed: string;
};

/** Carries out the key in the field of the original. The caller has asked whether it belongs to an input method. */
export function pressUncertainKey(event: KeyboardEvent, field: HTMLTextAreaElement | null, edited: Edited): void {
  if (event.key !== UNCERTAIN_KEY || event.ctrlKey || event.altKey || event.metaKey || !field) return;
  event.preventDefault();
  const selected = { from: field.selectionStart, to: field.selectionEnd };
  const { places, ...texts } = edited;
  const found = nextUncertainTyped(places, { ...texts, selected, by: event.shiftKey ? -1 : 1 });
  field.focus();
  if (found) field.setSelectionRange(found.from, found.to);
}
