"use client";

import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { bySegmentOrder, segmentKey } from "#protocol/segment-id";
import type { Segment, Translation } from "#protocol/transcript";
import type { Connection } from "../connection/connection";
import { useRootMark } from "../frame/use-root-mark";
import { groupLines, groupLook, groupTexts } from "../transcript/line-groups";
import type { SegmentLook } from "../transcript/segment-block";
import type { TextSource } from "../transcript/segment-texts";
import { EditableGroup } from "./editable-group";
import { linesAfterOfSpeaker } from "./lines-of-speaker";
import { ReplaceDialog } from "./replace-dialog";
import type { ReplacedWords } from "./replaced-words";
import { replacements } from "./replacing";
import { unsavedLines } from "./unsaved-fields";

type Props = SegmentLook &
  TextSource & {
    readonly sessionId: string;
    readonly connection: Connection | null;
    readonly segments: readonly Segment[];
    readonly translations: ReadonlyMap<string, Translation>;
    /** Called when the first line begins to be edited and when the last one ends; must stay the same function. */
    readonly onWriting?: (isEditing: boolean) => void;
  };

const NONE: readonly string[] = [];
/** Groups at either end whose lines have their buttons wherever the window is. */
const EDGE_GROUPS = 2;

/**
 * The closed segments, as their owner sees them. A segment that is deleted while it is edited stays until its editor is
 * closed.
 */
export function EditableList({ segments, transcript, translations, onWriting, ...rest }: Props) {
  const [edited, setEdited] = useState<ReadonlyMap<string, Segment>>(new Map());
  const onEditing = useCallback((segment: Segment, isEditing: boolean) => {
    setEdited((before) => {
      const after = new Map(before);
      if (isEditing) after.set(segmentKey(segment), segment);
      else after.delete(segmentKey(segment));
      return after;
    });
  }, []);
  const isEditing = edited.size > 0;
  useRootMark("editing", isEditing);
  useLayoutEffect(() => onWriting?.(isEditing), [onWriting, isEditing]);
  const [unsaved, setUnsaved] = useState<ReadonlySet<string>>(new Set());
  // Reads the unsaved lines after the first render, since the server knows nothing of this tab, and after an editor was
  // opened or closed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `edited` is what changes the answer
  useEffect(() => {
    const now = unsavedLines(rest.sessionId);
    setUnsaved((before) => (before.size + now.size === 0 ? before : now));
  }, [rest.sessionId, edited]);
  const known = useRef({ segments, translations });
  known.current = { segments, translations };
  const countOthers = useCallback((own: Segment, words: ReplacedWords) => {
    const others = known.current.segments.filter((one) => segmentKey(one) !== segmentKey(own));
    const wanted = replacements(others, known.current.translations, { ...words, isExact: false, isWhole: true });
    return new Set(wanted.map(segmentKey)).size;
  }, []);
  const linesAfter = useCallback((own: Segment) => linesAfterOfSpeaker(own, known.current.segments), []);
  const [replacing, setReplacing] = useState<ReplacedWords | null>(null);
  const gone = useMemo(() => {
    const there = new Set(edited.size === 0 ? [] : segments.map(segmentKey));
    return [...edited].flatMap(([key, segment]) => (there.has(key) ? [] : [segment]));
  }, [segments, edited]);
  const groups = useMemo(
    () => groupLines(gone.length === 0 ? segments : [...segments, ...gone].sort(bySegmentOrder)),
    [segments, gone],
  );
  const lines = groups.map((group, at) => {
    const texts = groupTexts({ transcript, translations }, group, rest.langs);
    return (
      <EditableGroup
        key={group.key}
        segments={group.segments}
        after={groups[at + 1]?.segments[0] ?? null}
        gone={group.segments.filter((segment) => gone.includes(segment))}
        unsaved={unsaved.size === 0 ? NONE : group.segments.map(segmentKey).filter((key) => unsaved.has(key))}
        isEdge={at < EDGE_GROUPS || at >= groups.length - EDGE_GROUPS}
        onEditing={onEditing}
        countOthers={countOthers}
        linesAfter={linesAfter}
        onReplace={setReplacing}
        {...texts}
        {...groupLook(group, texts, rest)}
      />
    );
  });
  return (
    <>
      {lines}
      {replacing && (
        <ReplaceDialog
          sessionId={rest.sessionId}
          connection={rest.connection}
          segments={segments}
          translations={translations}
          words={replacing}
          onClose={() => setReplacing(null)}
        />
      )}
    </>
  );
}
