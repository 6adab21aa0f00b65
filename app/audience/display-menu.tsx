"use client";

import { Suspense } from "react";
import { loadedLater } from "../frame/loaded-later";
import { MenuBox } from "../frame/menu-box";
import { useTexts } from "../wording/use-texts";
import type { ReadingChoices } from "./reading-choices";

const DisplayChoices = loadedLater(async () => (await import("./display-choices")).DisplayChoices);

type Props = { readonly choices: ReadingChoices; readonly onChange: (change: Partial<ReadingChoices>) => void };

/** The settings of the page's look: text size, theme, font, line spacing, column width. In a small box at the button. */
export function DisplayMenu({ choices, onChange }: Props) {
  const t = useTexts("audience");
  return (
    <MenuBox
      look="tool"
      label={
        <>
          <span className="aa" aria-hidden="true">
            <small>A</small>A
          </span>
          <span>{t("display")}</span>
        </>
      }
    >
      <Suspense>
        <DisplayChoices choices={choices} onChange={onChange} />
      </Suspense>
    </MenuBox>
  );
}
