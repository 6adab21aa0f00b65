"use client";

import { memo, useRef, useState } from "react";
import { segmentKey } from "#protocol/segment-id";
import type { Segment } from "#protocol/transcript";
import type { Connection } from "../connection/connection";
import { isSameProps } from "../transcript/is-same-props";
import { drawSegment, type SegmentLook } from "../transcript/segment-block";
import type { SegmentTexts } from "../transcript/segment-texts";
import { LineEditor } from "./line-editor";
import { type ClosedEditor, LineTools } from "./line-tools";
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
    /** False: it is far from the window, and has no buttons until they are needed. */
    readonly hasTools: boolean;
  };

/** A closed segment that its owner can correct in its place. */
export const EditableSegment = memo(function EditableSegment({
  sessionId,
  connection,
  next,
  isGone,
  isUnsaved,
  hasTools,
  onEditing,
  countOthers,
  linesAfter,
  onReplace,
  ...shown
}: Props) {
  /** Null: the editor was never open. */
  const [editing, setEditing] = useState<boolean | null>(null);
  const closed = useRef<ClosedEditor | null>(null);
  const { segment, translations } = shown;
  if (segment.kind === "gap") return drawSegment(shown);
  const edit = (isEditing: boolean, focus: HTMLElement | null = null) => {
    closed.current = isEditing ? null : { focus };
    setEditing(isEditing);
    onEditing(segment, isEditing);
  };
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
          {drawSegment({ ...shown, timeControl: hasTools ? shown.timeControl : undefined, hasKey: false })}
          {(hasTools || editing !== null) && (
            <LineTools
              startMs={segment.startMs}
              mark={isUnsaved ? "unsaved" : edited ? "edited" : null}
              closed={closed}
              onEdit={() => edit(true)}
            />
          )}
        </>
      )}
    </div>
  );
}, isSameProps);
