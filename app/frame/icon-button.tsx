import type { ComponentProps } from "react";
import { Glyph, type GlyphName } from "./glyph";

type Props = Omit<ComponentProps<"button">, "type"> & {
  readonly glyph: GlyphName;
  /** What it does, in words. */
  readonly "aria-label": string;
};

/** A sign to press. */
export function IconButton({ glyph, className, children, ...more }: Props) {
  return (
    <button {...more} type="button" className={className ? `btn btn-icon ${className}` : "btn btn-icon"}>
      <Glyph name={glyph} />
      {children}
    </button>
  );
}
