"use client";

import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl/react";

const BARS = 28;
const EVERY_MS = 80;
const LOWEST = 0.12;
/** Root mean square of loud speech; the ear, and so the bar, goes by the root of it. */
const LOUD = 0.35;

/** The last two seconds of the microphone's level, drawn without React. @param level root mean square, 0 to 1, asked 12 times a second */
export function LevelMeter({ level, flat }: { level: () => number; flat: boolean }) {
  const t = useTranslations("start");
  const meter = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const bars = [...(meter.current?.children ?? [])].filter((bar) => bar instanceof HTMLElement);
    const heights: number[] = bars.map(() => LOWEST);
    const draw = () => {
      const now = flat ? 0 : Math.min(1, Math.sqrt(level() / LOUD));
      heights.push(Math.max(LOWEST, now));
      heights.shift();
      bars.forEach((bar, index) => {
        bar.style.transform = `scaleY(${heights[index] ?? LOWEST})`;
      });
      meter.current?.setAttribute("aria-valuenow", String(Math.round(now * 100)));
    };
    draw();
    if (flat) {
      for (const bar of bars) bar.style.transform = `scaleY(${LOWEST})`;
      return;
    }
    const timer = setInterval(draw, EVERY_MS);
    return () => clearInterval(timer);
  }, [level, flat]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a native meter cannot be drawn as bars
    <div
      className={flat ? "meter flat" : "meter"}
      ref={meter}
      role="meter"
      aria-label={t("level")}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
    >
      {Array.from({ length: BARS }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars never move
        <i key={index} />
      ))}
    </div>
  );
}
