"use client";

import { useContext, useEffect, useState } from "react";
import { DialogClosing } from "./dialog";
import { DiscardDialog } from "./discard-dialog";

/** Asks before Escape, the close button of the dialog around it or a click outside loses typed text. */
export function AskBeforeClosing({ when }: { when: boolean }) {
  const closing = useContext(DialogClosing);
  const [isAsking, setAsking] = useState(false);
  const questions = closing?.questions;
  useEffect(() => {
    if (!when || !questions) return;
    const question = () => setAsking(true);
    questions.add(question);
    return () => {
      questions.delete(question);
    };
  }, [questions, when]);
  return isAsking && closing && <DiscardDialog onKeep={() => setAsking(false)} onDiscard={closing.close} />;
}
