"use client";

import { useEffect, useState } from "react";
import { secondsUntil } from "./password-error";

/** `secondsUntil`, counting down. */
export function useSecondsUntil(at: number | null): number {
  const [now, setNow] = useState(Date.now);
  const left = secondsUntil(at, now);
  useEffect(() => {
    if (at === null) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [at]);
  return left;
}
