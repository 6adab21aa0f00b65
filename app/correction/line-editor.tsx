"use client";

import { type FormEvent, type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslations } from "use-intl/react";
import { segmentIdOf, segmentKey } from "#protocol/segment-id";
import type { Segment, Translation } from "#protocol/transcript";
import type { Connection } from "../connection/connection";
import { askWhenConnected } from "../connection/until-connected";
import { clockText } from "../format/clock";
import { DiscardDialog } from "../frame/discard-dialog";
import { FormEnd } from "../frame/form-end";
import { isInputMethodKey } from "../frame/input-method";
import { Switch } from "../frame/switch";
import { useSettled } from "../frame/use-settled";
import { correctAll } from "./correct-all";
import { asStored, cutAtCaret } from "./cut-at-caret";
import { EarlierTexts } from "./earlier-texts";
import { lineBeside } from "./line-beside";
import { LineMenu } from "./line-menu";
import { LineSoundButtons, pressSoundKey, useLineSound } from "./line-sound";
import { pressUncertainKey } from "./press-uncertain-key";
import { RemoveDialog } from "./remove-dialog";
import { type ReplacedWords, replacedWords } from "./replaced-words";
import { type Field, fieldOf, isChangedField, lineField, type SegmentRef } from "./save-fields";
import { SpeakerField } from "./speaker-field";
import { storedOffset } from "./stored-offset";
import { TextField, useFieldLabels } from "./text-field";
import { useUncertainLine } from "./uncertain-words";
import { dropUnsaved, keepUnsaved, withUnsaved } from "./unsaved-fields";
import { useSaving } from "./use-saving";

type Props = {
  readonly sessionId: string;
  readonly connection: Connection | null;
  readonly segment: Segment;
  /** The line after it; null: it is the last. */
  readonly next: Segment | null;
  /** The line was deleted: the typed text cannot be saved, only copied. */
  readonly isGone: boolean;
  readonly langs: readonly string[];
  readonly translations: readonly (Translation | undefined)[];
  /** @param focus the element that gets the focus; by default the edit button */
  readonly onClose: (focus?: HTMLElement | null) => void;
  /** The number of other lines that hold these words. */
  readonly countOthers: (own: Segment, words: ReplacedWords) => number;
  /** The lines after a line, up to the first one with another speaker. */
  readonly linesAfter: (own: Segment) => readonly Segment[];
  readonly onReplace: (words: ReplacedWords) => void;
};

/** The pause in typing after which the other lines are searched for the replaced words, ms. */
const SEARCH_AFTER_MS = 300;

/**
 * The line's text and its translations as fields, in the place of the line. Typed text stays in them until it is
 * stored; Escape closes the editor, and the line's next editor shows the text again. Only Cancel discards it. The
 * buttons that save and cancel never scroll out of sight; the menu beside them holds all other actions.
 */
export function LineEditor({ sessionId, connection, segment, next, isGone, langs, translations, ...props }: Props) {
  const { countOthers, linesAfter, onReplace, onClose } = props;
  const t = useTranslations("correction");
  const form = useRef<HTMLFormElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const key = segmentKey(segment);
  const [fields, setFields] = useState<readonly Field[]>(() =>
    withUnsaved(sessionId, key, [
      lineField(segment),
      ...langs.map((lang, at) => fieldOf(lang, translations[at]?.text ?? "", translations[at]?.rev ?? 0)),
    ]),
  );
  const isUnsaved = fields.some(isChangedField);
  const [wasUnsaved] = useState(isUnsaved);
  const [asksDiscard, setAsksDiscard] = useState(false);
  const [asksRemoval, setAsksRemoval] = useState(false);
  const [namesSpeaker, setNamesSpeaker] = useState(fields[0]?.speaker !== fields[0]?.shownSpeaker);
  const [showsHistory, setShowsHistory] = useState(false);
  const { text = "", shown = "" } = fields[0] ?? {};
  const words = useMemo(() => replacedWords(shown, asStored(text)), [shown, text]);
  // Searching all lines of a long session must not delay typing.
  const sought = useSettled(words, SEARCH_AFTER_MS);
  const others = useMemo(() => (sought ? countOthers(segment, sought) : 0), [sought, countOthers, segment]);
  const [alsoOthers, setAlsoOthers] = useState(false);
  const name = fields[0]?.speaker?.trim() ?? "";
  const isNamed = name !== fields[0]?.shownSpeaker;
  const after = useMemo(() => (isNamed ? linesAfter(segment).length : 0), [isNamed, linesAfter, segment]);
  const [alsoAfter, setAlsoAfter] = useState(false);
  const segmentRef: SegmentRef = { sessionId, ...segmentIdOf(segment) };
  const saving = useSaving({ connection, segment, segmentRef, fields, setFields, onClose });
  const { state, setState, save, saveAnd, refused } = saving;

  useEffect(() => {
    area.current?.focus({ preventScroll: true });
    form.current?.scrollIntoView({ block: "nearest" });
  }, []);
  useEffect(() => keepUnsaved(sessionId, key, fields), [sessionId, key, fields]);
  const uncertain = useUncertainLine(segment);
  const sound = useLineSound();
  const playFromCursor = () => {
    const at = area.current?.selectionStart ?? 0;
    sound?.play(segment, storedOffset(segment.text, text, at));
  };
  const labels = useFieldLabels(segment.lang, fields);
  const write = (at: number, text: string) =>
    setFields(fields.map((other, index) => (index === at ? { ...other, text } : other)));
  const restore = (at: number, text: string) => {
    // Nothing outside an open dialog can get the focus.
    flushSync(() => {
      write(at, text);
      setShowsHistory(false);
    });
    form.current?.querySelectorAll("textarea")[at]?.focus();
  };

  const closeFor = (beside: HTMLElement | null) => {
    // Nothing outside an open dialog can get the focus.
    flushSync(() => onClose(beside));
    beside?.focus();
  };
  const close = () => (isGone ? closeFor(lineBeside(form.current)) : onClose());
  const discard = () => {
    dropUnsaved(sessionId, key);
    close();
  };
  // A line that is gone has no editor in which its text could come back.
  const leave = () => (!isGone ? close() : isUnsaved ? setAsksDiscard(true) : discard());
  const saveAndClose = async () => {
    const named = isNamed && alsoAfter ? linesAfter(segment) : [];
    if ((await save()) === null) return;
    const { isWhole } = await correctAll(
      connection,
      sessionId,
      named.map((one) => ({ ...segmentIdOf(one), text: one.text, expected: one.rev, speaker: name })),
    );
    if (!isWhole) {
      setState(t("brokeOff"));
      return;
    }
    onClose();
    if (alsoOthers && words && others > 0) onReplace(words);
  };
  const split = async () => {
    const at = cutAtCaret(fields[0]?.text ?? "", area.current?.selectionStart ?? 0, segment.lang);
    if (at === null) setState(t("splitWhere"));
    else await saveAnd((expected) => askWhenConnected(connection, "segment:split", { ...segmentRef, expected, at }));
    if (at === null) area.current?.focus();
  };
  const merge = async (follower: Segment) => {
    const after = { ...segmentIdOf(follower), expected: follower.rev };
    await saveAnd((expected) =>
      askWhenConnected(connection, "segment:merge", { ...segmentRef, expected, next: after }),
    );
  };
  const remove = async (): Promise<string | null> => {
    const expected = fields[0]?.expected ?? segment.rev;
    const wrong = refused(await askWhenConnected(connection, "segment:delete", { ...segmentRef, expected }));
    if (wrong !== null) return wrong;
    dropUnsaved(sessionId, key);
    closeFor(lineBeside(form.current));
    return null;
  };

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void saveAndClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isInputMethodKey(event.nativeEvent)) return;
    if (event.key === "Escape") leave();
    pressSoundKey(event, sound, segment);
    if (uncertain)
      pressUncertainKey(event, area.current, { places: uncertain.line.places, stored: segment.text, typed: text });
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void (event.shiftKey ? split() : saveAndClose());
  };

  return (
    <>
      <form
        className="editor"
        aria-label={t("edit", { time: clockText(segment.startMs) })}
        ref={form}
        onSubmit={onSubmit}
        onKeyDown={onKeyDown}
      >
        {namesSpeaker && (
          <SpeakerField
            name={fields[0]?.speaker ?? ""}
            onName={(speaker) => setFields(fields.map((field, at) => (at === 0 ? { ...field, speaker } : field)))}
            after={after}
            alsoAfter={alsoAfter}
            onAlsoAfter={setAlsoAfter}
          />
        )}
        {fields.map((field, at) => (
          <TextField
            key={field.lang ?? ""}
            field={field}
            spokenLang={segment.lang}
            area={at === 0 ? area : undefined}
            label={labels[at] ?? ""}
            hint={at === 0 ? (uncertain?.text ?? null) : null}
            onText={(text) => write(at, text)}
            onAltClick={at === 0 && sound ? playFromCursor : undefined}
          />
        ))}
        {words && others > 0 && (
          <Switch on={alsoOthers} onChange={setAlsoOthers}>
            {t("alsoOthers", { words: words.find, count: others })}
          </Switch>
        )}
        {wasUnsaved && isUnsaved && (
          <p className="hint" role="status">
            {t("unsavedBack")}
          </p>
        )}
        <div className="editor-end">
          {sound && <LineSoundButtons sound={sound} line={segment} onPlayFromCursor={playFromCursor} />}
          <FormEnd
            wrong={isGone && !asksRemoval ? t("gone") : state !== "none" && state !== "saving" && state}
            onCancel={discard}
            more={
              <LineMenu
                isGone={isGone}
                onSplit={() => void split()}
                onMerge={next && canJoin(segment, next) ? () => void merge(next) : null}
                onName={namesSpeaker ? null : () => setNamesSpeaker(true)}
                onHistory={() => setShowsHistory(true)}
                onRemove={() => setAsksRemoval(true)}
              />
            }
          >
            <button
              className="btn btn-ink"
              type="submit"
              aria-keyshortcuts="Control+Enter"
              disabled={isGone || state === "saving"}
            >
              {state === "saving" ? t("saving") : t("save")}
            </button>
          </FormEnd>
        </div>
      </form>
      {showsHistory && (
        <EarlierTexts
          connection={connection}
          segmentRef={segmentRef}
          texts={fields.map(({ lang }, at) => ({ lang, label: labels[at] ?? "" }))}
          spokenLang={segment.lang}
          onRestore={restore}
          onClose={() => setShowsHistory(false)}
        />
      )}
      {asksDiscard && <DiscardDialog onKeep={() => setAsksDiscard(false)} onDiscard={discard} />}
      {asksRemoval && (
        <RemoveDialog
          text={fields[0]?.shown ?? ""}
          lang={segment.lang}
          remove={remove}
          onClose={() => setAsksRemoval(false)}
        />
      )}
    </>
  );
}

/** Two lines that were said one after the other, in one language. */
function canJoin(segment: Segment, next: Segment): boolean {
  return next.kind === "speech" && next.lang === segment.lang;
}
