import { type RefObject, useRef } from "react";

/**
 * For a form that has an `onSubmit`: whoever sends it before the page is alive is heard once it is, and the browser
 * never sends it by itself, with what was typed in the address. React keeps such a press for a form that has an action.
 */
export function useEarlySubmit(): { ref: RefObject<HTMLFormElement | null>; action: () => void } {
  const ref = useRef<HTMLFormElement>(null);
  return { ref, action: () => ref.current?.requestSubmit() };
}
