"use client";

import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { FoundSession, Hit } from "./found";
import { FoundLines } from "./found-lines";
import { showPlaces } from "./show-places-action";

type Props = {
  readonly sessionId: string;
  readonly title: string;
  readonly sought: string;
  readonly found: NonNullable<FoundSession["found"]>;
};

/** The first matches of a session, and the others on request. */
export function FoundPlaces({ sessionId, title, sought, found }: Props) {
  const t = useTranslations("history");
  const [all, setAll] = useState<readonly Hit[] | null>(null);
  const [state, setState] = useState<"none" | "asking" | "failed">("none");
  const list = useRef<HTMLDivElement>(null);
  const known = useRef(found.hits.length);
  const places = t("places", { count: found.places });

  // The button that had the focus is gone, so the first of the new matches takes the focus.
  useEffect(() => {
    if (all === null || document.activeElement !== document.body) return;
    list.current?.querySelectorAll<HTMLElement>(".hit")[known.current]?.focus({ preventScroll: true });
  }, [all]);

  const showAll = async () => {
    if (state === "asking") return;
    setState("asking");
    known.current = found.hits.length;
    // A rejected action means a broken connection.
    const hits = await showPlaces({ sessionId, q: sought }).catch(() => null);
    setAll(hits);
    setState(hits === null ? "failed" : "none");
  };

  return (
    <div className="hits" ref={list}>
      <FoundLines sessionId={sessionId} hits={all ?? found.hits} />
      {all === null && found.places > found.hits.length && (
        <button
          type="button"
          className="btn btn-quiet"
          aria-label={t("showPlacesLong", { places, title })}
          aria-busy={state === "asking"}
          onClick={() => void showAll()}
        >
          {t("showPlaces", { places })}
        </button>
      )}
      {state === "failed" && (
        <p className="wrong" role="alert">
          {t("showPlacesFailed")}
        </p>
      )}
    </div>
  );
}
