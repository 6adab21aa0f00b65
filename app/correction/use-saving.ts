"use client";

import { type Dispatch, type SetStateAction, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { Refusal } from "#protocol/refusal";
import { segmentKey } from "#protocol/segment-id";
import type { Segment } from "#protocol/transcript";
import type { Connection } from "../connection/connection";
import { useRefusalText } from "../wording/use-refusal-text";
import { type Field, lineField, type SegmentRef, saveFields } from "./save-fields";
import { keepUnsaved, unsavedLines } from "./unsaved-fields";

/** The answer to a request; null: none came. */
type Answer = { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal } | null;

type SavingOptions = {
  readonly connection: Connection | null;
  readonly segment: Segment;
  readonly segmentRef: SegmentRef;
  readonly fields: readonly Field[];
  readonly setFields: Dispatch<SetStateAction<readonly Field[]>>;
  readonly onClose: () => void;
};

/** Stores the fields of a line, and acts on the line afterwards. */
export function useSaving({ connection, segment, segmentRef, fields, setFields, onClose }: SavingOptions) {
  const t = useTranslations("correction");
  const refusalText = useRefusalText();
  /** Any text other than these two is the error of the last attempt. */
  const [state, setState] = useState<"none" | "saving" | string>("none");
  const latest = useRef(segment);
  latest.current = segment;

  /** @returns the line's rev afterwards; null: something could not be stored */
  const save = async (): Promise<number | null> => {
    if (state === "saving") return null;
    setState("saving");
    const outcome = await saveFields(connection, segmentRef, fields);
    setFields(outcome.fields);
    const { sessionId } = segmentRef;
    // Cancel, if it was pressed meanwhile, has dropped these fields.
    if (unsavedLines(sessionId).has(segmentKey(segmentRef)))
      keepUnsaved(sessionId, segmentKey(segmentRef), outcome.fields);
    if (outcome.refusal === null) return outcome.fields[0]?.expected ?? 0;
    setState(outcome.refusal.kind === "edited" ? t("conflict") : refusalText(outcome.refusal));
    return null;
  };
  /**
   * Returns the text of the error, or null. If another person has changed the line, the fields show the present text and
   * the author can try again.
   */
  const refused = (answer: Answer | undefined): string | null => {
    if (answer?.ok) return null;
    if (answer?.refusal.kind !== "edited") return refusalText(answer?.refusal ?? { kind: "unavailable" });
    setFields((all) =>
      all.map((field, at) => (at === 0 && field.text === field.shown ? lineField(latest.current) : field)),
    );
    return t("changedMeanwhile");
  };
  /** Stores the typed text first, so that it is split or joined as typed. */
  const saveAnd = async (act: (expected: number) => Promise<Answer> | undefined) => {
    const expected = await save();
    if (expected === null) return;
    const wrong = refused(await act(expected));
    if (wrong === null) onClose();
    else setState(wrong);
  };
  return { state, setState, save, saveAnd, refused };
}
