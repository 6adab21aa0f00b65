const PATHS = {
  again: <path d="M19.5 12a7.5 7.5 0 0 1-13.7 4.2M4.5 12a7.5 7.5 0 0 1 13.7-4.2M18.5 3.5v4.4h-4.4M5.5 20.5v-4.4h4.4" />,
  announce: <path d="M4 5h16v11h-8.5L7 20v-4H4zM8 9h8M8 12.2h5" />,
  arrow: <path d="M12 5v14M6 13l6 6 6-6" />,
  back: <path d="M4.5 12a7.5 7.5 0 1 0 2.4-5.5L4.5 8.7M4.5 4.2v4.5H9" />,
  check: <path d="m5.5 12.5 4.5 4.5 8.5-10" />,
  code: (
    <path d="M4.5 4.5h6v6h-6zM13.5 4.5h6v6h-6zM4.5 13.5h6v6h-6zM13.5 13.5h2.5v2.5M19.5 13.5v2.5M13.5 19.5h2.5M19.5 19.5h-.01" />
  ),
  copy: (
    <>
      <rect x="8.5" y="8.5" width="11" height="11" rx="2" />
      <path d="M15.5 8.5v-2a2 2 0 0 0-2-2h-7a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h2" />
    </>
  ),
  down: <path d="M6.5 9.5 12 15l5.5-5.5" />,
  edit: <path d="m4.5 19.5.9-4L16 4.9a1.5 1.5 0 0 1 2.1 0l1 1a1.5 1.5 0 0 1 0 2.1L8.5 18.6zM14 7l3 3" />,
  export: <path d="M12 4v11M7.5 11 12 15.5l4.5-4.5M5 20h14" />,
  forward: <path d="M19.5 12a7.5 7.5 0 1 1-2.4-5.5l2.4 2.2M19.5 4.2v4.5H15" />,
  full: <path d="M4.5 9V4.5H9M15 4.5h4.5V9M19.5 15v4.5H15M9 19.5H4.5V15" />,
  keyboard: (
    <>
      <rect x="2.5" y="6" width="19" height="12" rx="2.5" />
      <path d="M6.5 10h.01M10 10h.01M14 10h.01M17.5 10h.01M8 14h8" />
    </>
  ),
  lines: (
    <>
      <path d="M5 7.5h9" />
      <path d="M5 14.5h14" strokeWidth="3.5" />
    </>
  ),
  listen: <path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11" />,
  lock: (
    <>
      <rect x="5" y="10.5" width="14" height="9.5" rx="2" />
      <path d="M8 10.5V8a4 4 0 0 1 8 0v2.5" />
    </>
  ),
  mic: (
    <>
      <rect x="9" y="3" width="6" height="11" rx="3" />
      <path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />
    </>
  ),
  more: <path d="M5.5 12h.01M12 12h.01M18.5 12h.01" strokeWidth="3" />,
  person: <path d="M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4.5 20.5a7.5 7.5 0 0 1 15 0" />,
  pause: <path d="M8.5 5.5v13M15.5 5.5v13" />,
  play: <path d="M8 5.2v13.6l10.5-6.8z" />,
  plus: <path d="M12 5v14M5 12h14" />,
  replace: <path d="M4.5 8.5h13M14 5l3.5 3.5L14 12M19.5 15.5h-13M10 12l-3.5 3.5L10 19" />,
  screen: <path d="M3.5 5h17v11.5h-17zM8.5 20h7M12 16.5V20M7 12.8h10" />,
  search: (
    <>
      <circle cx="10.75" cy="10.75" r="6.25" />
      <path d="m15.5 15.5 5 5" />
    </>
  ),
  share: (
    <>
      <circle cx="6.5" cy="12" r="2.5" />
      <circle cx="17" cy="6" r="2.5" />
      <circle cx="17" cy="18" r="2.5" />
      <path d="m8.7 10.8 6.1-3.5M8.7 13.2l6.1 3.5" />
    </>
  ),
  stop: <rect x="6" y="6" width="12" height="12" rx="2" />,
  trash: <path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l.8 12.5h9.4L17.5 7M10 11v5M14 11v5" />,
  warn: <path d="M12 4 2.8 19.5h18.4zM12 10v4.5M12 17v.2" />,
  users: (
    <>
      <circle cx="9" cy="8.5" r="3.5" />
      <path d="M2.5 19.5a6.5 6.5 0 0 1 13 0M15.5 5.4a3.5 3.5 0 0 1 0 6.2M18 14.2a6.5 6.5 0 0 1 3.5 5.3" />
    </>
  ),
  x: <path d="m6.5 6.5 11 11M17.5 6.5l-11 11" />,
} as const;

export type GlyphName = keyof typeof PATHS;

/** Pictures of lines of text and of sound: they turn with the direction of the page. */
const TURNED: ReadonlySet<GlyphName> = new Set(["announce", "lines", "listen"]);

/** An icon. Text or a label always names its control, so it is hidden from assistive technology. */
export function Glyph({ name }: { name: GlyphName }) {
  return (
    <svg
      className={name === "stop" ? "i i-solid" : TURNED.has(name) ? "i i-turned" : "i"}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      {PATHS[name]}
    </svg>
  );
}

/** The logo: interlinear text and the live dot. */
export function Brand() {
  return (
    <svg viewBox="0 0 26 26" aria-hidden="true" focusable="false" fill="none" strokeLinecap="round">
      <path d="M3 7.5h13" stroke="currentColor" strokeWidth="1.75" opacity=".62" />
      <path d="M4.25 16h11.5" stroke="currentColor" strokeWidth="4.5" />
      <circle className="brand-dot" cx="22" cy="16" r="2.25" />
    </svg>
  );
}
