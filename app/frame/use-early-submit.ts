import { type RefObject, useRef } from "react";

/**
 * For a form with an `onSubmit`: queues a submission until React has hydrated. Without an action React would not queue it,
 * and the browser would submit the form itself, with its values in the address.
 */
export function useEarlySubmit(): { ref: RefObject<HTMLFormElement | null>; action: () => void } {
  const ref = useRef<HTMLFormElement>(null);
  return { ref, action: () => ref.current?.requestSubmit() };
}
