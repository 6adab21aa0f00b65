"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Dialog } from "../frame/dialog";
import { FormEnd } from "../frame/form-end";
import { Glyph } from "../frame/glyph";
import { askDelete } from "./ask-delete";

type Props = {
  /** Titles by session id. */
  readonly chosen: ReadonlyMap<string, string>;
  readonly onDeleted: (ids: readonly string[]) => void;
  readonly onClear: () => void;
};

/** Deletes the selected sessions. A session that could not be deleted stays selected. */
export function BulkDelete({ chosen, onDeleted, onClear }: Props) {
  const t = useTranslations("history");
  const tSession = useTranslations("session");
  const [asking, setAsking] = useState(false);
  const [state, setState] = useState<"none" | "deleting" | "failed">("none");
  const count = chosen.size;

  const remove = async () => {
    setState("deleting");
    const gone: string[] = [];
    for (const sessionId of chosen.keys()) if ((await askDelete(sessionId)) === null) gone.push(sessionId);
    onDeleted(gone);
    setState(gone.length === count ? "none" : "failed");
    if (gone.length === count) setAsking(false);
  };

  if (count === 0) return null;
  return (
    <div className="chosen" role="status">
      <span className="num">{t("chosen", { count: String(count) })}</span>
      <button type="button" className="btn btn-danger" onClick={() => setAsking(true)}>
        <Glyph name="trash" />
        {t("deleteChosen")}
      </button>
      <button type="button" className="btn btn-quiet" onClick={onClear}>
        {t("chooseNone")}
      </button>
      {asking && (
        <Dialog title={t("deleteManyTitle", { count })} onClose={() => setAsking(false)}>
          <ul className="chosen-titles">
            {[...chosen].map(([id, title]) => (
              <li key={id}>{title}</li>
            ))}
          </ul>
          <p>{t("deleteManyHelp")}</p>
          <FormEnd
            wrong={state === "failed" && t("deleteManyFailed", { count: String(count) })}
            onCancel={() => setAsking(false)}
          >
            <button
              className="btn btn-delete"
              type="button"
              disabled={state === "deleting"}
              onClick={() => void remove()}
            >
              {state === "deleting" ? tSession("deleting") : tSession("delete")}
            </button>
          </FormEnd>
        </Dialog>
      )}
    </div>
  );
}
