"use client";

import type { ReactNode } from "react";
import { Glyph, type GlyphName } from "../frame/glyph";
import { useTexts } from "../wording/use-texts";
import { DisplayMenu } from "./display-menu";
import type { ReadingChoices } from "./reading-choices";
import type { Listening } from "./use-listen";

type Props = {
  readonly choices: ReadingChoices;
  readonly onChange: (change: Partial<ReadingChoices>) => void;
  /** False: there is no original to show or to hide. */
  readonly hasOriginal: boolean;
  readonly listening: Listening;
  /** Further controls. */
  readonly children?: ReactNode;
};

/** The reader's controls: at the lower edge of a phone, in the upper bar of a wide screen. */
export function ReadingTools({ choices, onChange, hasOriginal, listening, children }: Props) {
  const t = useTexts("audience");
  return (
    <div className="tools" role="toolbar" aria-label={t("tools")}>
      <DisplayMenu choices={choices} onChange={onChange} />
      {hasOriginal && (
        <Tool glyph="lines" on={choices.original} onChange={(original) => onChange({ original })}>
          {t("original")}
        </Tool>
      )}
      {listening.possible && (
        <Tool glyph="listen" on={listening.on} onChange={listening.set} title={t("listenHelp")}>
          {t("listen")}
        </Tool>
      )}
      <Tool
        glyph="announce"
        on={choices.announce}
        onChange={(announce) => onChange({ announce })}
        title={t("announceHelp")}
      >
        {t("announce")}
      </Tool>
      {children}
    </div>
  );
}

function Tool(props: {
  glyph: GlyphName;
  on: boolean;
  onChange: (on: boolean) => void;
  title?: string;
  children: string;
}) {
  return (
    <label className="tool" title={props.title}>
      <input
        type="checkbox"
        role="switch"
        checked={props.on}
        aria-checked={props.on}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      <Glyph name={props.glyph} />
      <span>{props.children}</span>
    </label>
  );
}
