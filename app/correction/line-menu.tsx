"use client";

import { useTranslations } from "use-intl/react";
import { MenuButton } from "../frame/menu";

type Props = {
  readonly isGone: boolean;
  readonly onSplit: () => void;
  /** Null: the line after it cannot be joined with it. */
  readonly onMerge: (() => void) | null;
  /** Null: the field for the name is open. */
  readonly onName: (() => void) | null;
  readonly onHistory: () => void;
  readonly onRemove: () => void;
};

/** The actions on a line besides its correction. */
export function LineMenu({ isGone, onSplit, onMerge, onName, onHistory, onRemove }: Props) {
  const t = useTranslations("correction");
  const splitKeys = { shown: t("splitKeys"), aria: "Control+Shift+Enter" };
  return (
    <MenuButton
      label={t("more")}
      disabled={isGone}
      items={[
        { key: "split", text: t("split"), keys: splitKeys, onChoose: onSplit },
        ...(onMerge ? [{ key: "merge", text: t("merge"), onChoose: onMerge }] : []),
        ...(onName ? [{ key: "name", text: t("nameSpeaker"), onChoose: onName }] : []),
        { key: "history", text: t("earlier"), onChoose: onHistory },
        { key: "remove", text: t("remove"), isDanger: true, onChoose: onRemove },
      ]}
    />
  );
}
