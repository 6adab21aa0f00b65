"use client";

import { memo, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { segmentKey } from "#protocol/segment-id";
import type { Segment } from "#protocol/transcript";
import type { Connection } from "../connection/connection";
import { clockText } from "../format/clock";
import { Glyph } from "../frame/glyph";
import { IconButton } from "../frame/icon-button";
import { isSameProps } from "../transcript/is-same-props";
import { SegmentBlock, type SegmentLook } from "../transcript/segment-block";
import type { SegmentTexts } from "../transcript/segment-texts";
import { LineEditor } from "./line-editor";
import type { ReplacedWords } from "./replaced-words";

/** The properties that all editable segments of a page share. */
export type Editing = SegmentLook & {
  readonly sessionId: string;
  readonly connection: Connection | null;
  /** The number of other lines that hold these words. */
  readonly countOthers: (own: Segment, words: ReplacedWords) => number;
  readonly linesAfter: (own: Segment) => readonly Segment[];
  readonly onReplace: (words: ReplacedWords) => void;
  readonly onEditing: (segment: Segment, isEditing: boolean) => void;
};

type Props = Editing &
  SegmentTexts & {
    readonly segment: Segment;
    readonly next: Segment | null;
    /** It was deleted, or joined with another, while it is edited here. */
    readonly isGone: boolean;
    /** Text that was typed in its editor is kept in this tab and not saved. */
    readonly isUnsaved: boolean;
  };

/** A closed segment that its owner can correct in its place. */
export const EditableSegment = memo(function EditableSegment({
  sessionId,
  connection,
  next,
  isGone,
  isUnsaved,
  onEditing,
  countOthers,
  linesAfter,
  onReplace,
  ...shown
}: Props) {
  const t = useTranslations("correction");
  const [editing, setEditing] = useState(false);
  const { segment, translations } = shown;
  const button = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  /** The element that gets the focus when the editor closes; null: the edit button. */
  const then = useRef<HTMLElement | null>(null);
  const edit = (isEditing: boolean, focus: HTMLElement | null = null) => {
    then.current = focus;
    setEditing(isEditing);
    onEditing(segment, isEditing);
  };
  useEffect(() => {
    if (wasEditing.current && !editing) (then.current ?? button.current)?.focus({ preventScroll: true });
    wasEditing.current = editing;
  }, [editing]);
  if (segment.kind === "gap") return <SegmentBlock {...shown} />;
  const edited = segment.edited || translations.some((translation) => translation?.human);
  return (
    <div className={editing ? "editable written" : "editable"} data-segment={segmentKey(segment)}>
      {editing ? (
        <LineEditor
          sessionId={sessionId}
          connection={connection}
          next={next}
          isGone={isGone}
          {...shown}
          countOthers={countOthers}
          linesAfter={linesAfter}
          onReplace={onReplace}
          onClose={(focus) => edit(false, focus)}
        />
      ) : (
        <>
          <SegmentBlock {...shown} hasKey={false} />
          <div className="seg-tools">
            {(edited || isUnsaved) && (
              <span className="edited">
                <Glyph name="edit" />
                {t(isUnsaved ? "unsaved" : "edited")}
              </span>
            )}
            <IconButton
              ref={button}
              glyph="edit"
              className="edit-line"
              aria-label={t("edit", { time: clockText(segment.startMs) })}
              title={t("editShort")}
              onClick={() => edit(true)}
            />
          </div>
        </>
      )}
    </div>
  );
}, isSameProps);
