import type { ReactNode } from "react";
import { Glyph, type GlyphName } from "./glyph";

export type NoticeLook = "plain" | "late" | "failed";

const GLYPHS: Record<NoticeLook, GlyphName> = { plain: "check", late: "warn", failed: "warn" };

/** What happened (`title`), what it means, and at most a button or two for what to do. */
export function Notice(props: {
  look: NoticeLook;
  title: ReactNode;
  glyph?: GlyphName;
  actions?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className={`notice notice-${props.look} status-line`}>
      <Glyph name={props.glyph ?? GLYPHS[props.look]} />
      <div>
        <strong>{props.title}</strong>
        {props.children}
      </div>
      {props.actions && <div className="choice">{props.actions}</div>}
    </div>
  );
}
