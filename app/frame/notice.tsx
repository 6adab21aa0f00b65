import type { ReactNode } from "react";
import { Glyph, type GlyphName } from "./glyph";

export type NoticeLook = "plain" | "late" | "failed";

const GLYPHS: Record<NoticeLook, GlyphName> = { plain: "check", late: "warn", failed: "warn" };

/** A message: the event (`title`), its consequence, and at most two buttons. */
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
        {props.children && <span>{props.children}</span>}
      </div>
      {props.actions && <div className="choice">{props.actions}</div>}
    </div>
  );
}
