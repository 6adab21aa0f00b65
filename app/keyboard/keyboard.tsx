"use client";

import { Suspense, useEffect, useState } from "react";
import { IconButton } from "../frame/icon-button";
import { loadedLater } from "../frame/loaded-later";
import { useTexts } from "../wording/use-texts";
import { type Shortcut, shortcutFor, TYPING } from "./shortcut";
import { useSingleKeys } from "./single-keys";

const ShortcutList = loadedLater(async () => (await import("./shortcut-list")).ShortcutList);

/** Handles the page's keyboard shortcuts, and lists them on `?` and on its button. */
export function Keyboard({ shortcuts }: { shortcuts: readonly Shortcut[] }) {
  const t = useTexts("keyboard");
  const singleKeys = useSingleKeys();
  const [shown, setShown] = useState(false);

  useEffect(() => {
    if (!singleKeys.on) return;
    const help: Shortcut = { keys: ["?"], caps: [], meaning: "", deed: () => setShown(true) };
    const onKey = (event: KeyboardEvent) => {
      if (event.target instanceof Element && event.target.closest(TYPING)) return;
      const found = shortcutFor(event, [...shortcuts, help]);
      if (!found) return;
      if (found.yieldsTo && event.target instanceof Element && event.target.closest(found.yieldsTo)) return;
      event.preventDefault();
      found.deed(event.key);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [shortcuts, singleKeys.on]);

  return (
    <>
      <IconButton
        glyph="keyboard"
        className="keyboard-open"
        aria-label={t("title")}
        title={t("title")}
        aria-haspopup="dialog"
        onClick={() => setShown(true)}
      />
      {shown && (
        <Suspense>
          <ShortcutList shortcuts={shortcuts} singleKeys={singleKeys} onClose={() => setShown(false)} />
        </Suspense>
      )}
    </>
  );
}
