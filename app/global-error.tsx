"use client";

import { en } from "./wording/en";
import { vi } from "./wording/vi";

/** The layout itself failed, so there are no styles and no known language: the page shows both languages. */
export default function GlobalError({ retry }: { retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <main>
          <h1>{en.error.title}</h1>
          <p>{en.error.help}</p>
          <p lang="vi">
            {vi.error.title} {vi.error.help}
          </p>
          <button type="button" onClick={retry}>
            {en.frame.tryAgain} · <span lang="vi">{vi.frame.tryAgain}</span>
          </button>
        </main>
      </body>
    </html>
  );
}
