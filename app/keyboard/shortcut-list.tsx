"use client";

import { Dialog } from "../frame/dialog";
import { Switch } from "../frame/switch";
import { useTexts } from "../wording/use-texts";
import type { Shortcut } from "./shortcut";
import type { useSingleKeys } from "./single-keys";

type Props = {
  readonly shortcuts: readonly Shortcut[];
  readonly singleKeys: ReturnType<typeof useSingleKeys>;
  readonly onClose: () => void;
};

/** The dialog that lists a page's keyboard shortcuts and turns them on and off. */
export function ShortcutList({ shortcuts, singleKeys, onClose }: Props) {
  const t = useTexts("keyboard");
  return (
    <Dialog title={t("title")} onClose={onClose} closeLabel={t("close")}>
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
  );
}
