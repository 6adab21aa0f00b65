const PATHS = {
  again: <path d="M19.5 12a7.5 7.5 0 0 1-13.7 4.2M4.5 12a7.5 7.5 0 0 1 13.7-4.2M18.5 3.5v4.4h-4.4M5.5 20.5v-4.4h4.4" />,
  arrow: <path d="M12 5v14M6 13l6 6 6-6" />,
  check: <path d="m5.5 12.5 4.5 4.5 8.5-10" />,
  down: <path d="M6.5 9.5 12 15l5.5-5.5" />,
  edit: <path d="m4.5 19.5.9-4L16 4.9a1.5 1.5 0 0 1 2.1 0l1 1a1.5 1.5 0 0 1 0 2.1L8.5 18.6zM14 7l3 3" />,
  keyboard: (
    <>
      <rect x="2.5" y="6" width="19" height="12" rx="2.5" />
      <path d="M6.5 10h.01M10 10h.01M14 10h.01M17.5 10h.01M8 14h8" />
    </>
  ),
  mic: (
    <>
      <rect x="9" y="3" width="6" height="11" rx="3" />
      <path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />
    </>
  ),
  pause: <path d="M8.5 5.5v13M15.5 5.5v13" />,
  plus: <path d="M12 5v14M5 12h14" />,
  stop: <rect x="6" y="6" width="12" height="12" rx="2" />,
  trash: <path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l.8 12.5h9.4L17.5 7M10 11v5M14 11v5" />,
  warn: <path d="M12 4 2.8 19.5h18.4zM12 10v4.5M12 17v.2" />,
  x: <path d="m6.5 6.5 11 11M17.5 6.5l-11 11" />,
} as const;

export type GlyphName = keyof typeof PATHS;

/** A sign beside a word; never alone, so it is hidden from assistive technology. */
export function Glyph({ name }: { name: GlyphName }) {
  return (
    <svg className={name === "stop" ? "i i-solid" : "i"} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {PATHS[name]}
    </svg>
  );
}

/** Interlinear text, and a dot for now. */
export function Brand() {
  return (
    <svg viewBox="0 0 26 26" aria-hidden="true" focusable="false" fill="none" strokeLinecap="round">
      <path d="M3 7.5h13" stroke="currentColor" strokeWidth="1.75" opacity=".62" />
      <path d="M4.25 16h11.5" stroke="currentColor" strokeWidth="4.5" />
      <circle className="brand-dot" cx="22" cy="16" r="2.25" />
    </svg>
  );
}
