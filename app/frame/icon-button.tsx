import type { ComponentProps } from "react";
import { Glyph, type GlyphName } from "./glyph";

type Props = Omit<ComponentProps<"button">, "type"> & {
  readonly glyph: GlyphName;
  /** The action, in words. */
  readonly "aria-label": string;
};

/** A button that shows an icon. */
export function IconButton({ glyph, className, children, ...more }: Props) {
  return (
    <button {...more} type="button" className={className ? `btn btn-icon ${className}` : "btn btn-icon"}>
      <Glyph name={glyph} />
      {children}
    </button>
  );
}
