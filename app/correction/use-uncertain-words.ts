"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { UncertainLine } from "#protocol/client-events";
import { segmentKey } from "#protocol/segment-id";
import type { Segment } from "#protocol/transcript";
import type { Connection } from "../connection/connection";
import { askWhenConnected } from "../connection/until-connected";
import { keepUncertainMarked, uncertainIsMarked } from "./uncertain-setting";
import { NONE_UNCERTAIN, type UncertainLines } from "./uncertain-words";

type Options = {
  readonly connection: Connection | null;
  readonly sessionId: string;
  readonly segments: readonly Segment[];
  /** The session is over: after that no word gets a confidence. */
  readonly isOver: boolean;
};

/** While the session grows, changes are gathered for this time, ms. */
const GATHER_MS = 1_000;
/** A request that was not answered is repeated after this time, ms. */
const RETRY_MS = 5_000;
/** Number of lines before a changed line that are read again, because the confidences of their last words come later. */
const LINES_AGAIN = 20;

/** The choice to mark uncertain words, and the words. They are read only while the choice is on. */
export function useUncertainWords({ connection, sessionId, segments, isOver }: Options) {
  const [isOn, setIsOn] = useState(false);
  // After the first render, since the server does not know this browser.
  useEffect(() => setIsOn(uncertainIsMarked()), []);
  const setOn = useCallback((on: boolean) => {
    keepUncertainMarked(on);
    setIsOn(on);
  }, []);
  /** Null: not read yet. */
  const [read, setRead] = useState<UncertainLines | null>(null);
  /** The largest rev of a segment that was read. */
  const upToRev = useRef(-1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: at the end of the session the last lines are read again
  useEffect(() => {
    if (!isOn || !connection) return;
    let isWanted = true;
    let timer: ReturnType<typeof setTimeout>;
    const changed = segments.filter(({ rev }) => rev > upToRev.current);
    const first = changed[0] ?? segments.at(-1);
    if (!first) return;
    const from = Math.max(1, first.seq - LINES_AGAIN);
    const again = async () => {
      const lines = await readFrom(connection, sessionId, from);
      if (!isWanted) return;
      if (!lines) {
        timer = setTimeout(again, RETRY_MS);
        return;
      }
      upToRev.current = Math.max(upToRev.current, ...changed.map(({ rev }) => rev));
      setRead((before) => {
        const kept = [...(before ?? [])].filter(([, { seq }]) => seq < from);
        const added = lines.map((line) => [segmentKey(line), line] as const);
        return new Map([...kept, ...added]);
      });
    };
    timer = setTimeout(again, upToRev.current === -1 ? 0 : GATHER_MS);
    const stop = connection.onState((state) => {
      if (state !== "connected") return;
      clearTimeout(timer);
      void again();
    });
    return () => {
      isWanted = false;
      clearTimeout(timer);
      stop();
    };
  }, [isOn, connection, sessionId, segments, isOver]);
  const words = useMemo(() => (isOn && read ? present(read, segments) : NONE_UNCERTAIN), [isOn, read, segments]);
  return { isOn, setOn, words, isRead: read !== null };
}

/** The lines whose text is still the one that was read. */
function present(lines: UncertainLines, segments: readonly Segment[]): UncertainLines {
  const found = segments.flatMap((segment) => {
    const line = lines.get(segmentKey(segment));
    return line?.rev === segment.rev ? [[segmentKey(segment), line] as const] : [];
  });
  return found.length === 0 ? NONE_UNCERTAIN : new Map(found);
}

/** Null: no answer, or a refusal. */
async function readFrom(connection: Connection, sessionId: string, fromSeq: number): Promise<UncertainLine[] | null> {
  const lines: UncertainLine[] = [];
  for (let next: number | null = fromSeq; next !== null; ) {
    const answer: Awaited<ReturnType<typeof ask>> = await ask(connection, sessionId, next);
    if (!answer?.ok) return null;
    lines.push(...answer.lines);
    next = answer.next;
  }
  return lines;
}

function ask(connection: Connection, sessionId: string, fromSeq: number) {
  return askWhenConnected(connection, "segment:uncertain-words", { sessionId, fromSeq });
}
