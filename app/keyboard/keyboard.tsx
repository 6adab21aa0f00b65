"use client";

import { useEffect, useState } from "react";
import { Dialog } from "../frame/dialog";
import { IconButton } from "../frame/icon-button";
import { Switch } from "../frame/switch";
import { useWords } from "../wording/use-words";
import { type Shortcut, shortcutFor, TYPING } from "./shortcut";
import { useSingleKeys } from "./single-keys";

/** Handles the page's keyboard shortcuts, and lists them on `?` and on its button. */
export function Keyboard({ shortcuts }: { shortcuts: readonly Shortcut[] }) {
  const t = useWords("keyboard");
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
        <Dialog title={t("title")} onClose={() => setShown(false)} closeLabel={t("close")}>
          <dl className={singleKeys.on ? "shortcuts" : "shortcuts off"}>
            {[...shortcuts, { caps: ["?"], meaning: t("list") }].map(({ caps, meaning }) => (
              <div key={meaning}>
                <dt>{meaning}</dt>
                <dd>
                  {caps.map((cap) => (
                    <kbd key={cap}>{cap}</kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
          <Switch on={singleKeys.on} onChange={singleKeys.set} hint={t("singleKeysHelp")}>
            {t("singleKeys")}
          </Switch>
        </Dialog>
      )}
    </>
  );
}
