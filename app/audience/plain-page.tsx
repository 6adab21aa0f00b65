import type { ReactNode } from "react";
import { Brand } from "../frame/glyph";

/** A readers' page with one message or one question. */
export function PlainPage({ children }: { children: ReactNode }) {
  return (
    <main className="page plain closed" id="content">
      <span className="brand">
        <Brand />
        Interline
      </span>
      {children}
    </main>
  );
}
