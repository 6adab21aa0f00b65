"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { Notice } from "../frame/notice";
import type { MicrophoneProblem } from "../microphone/microphone-problem";
import { useRefusalText } from "../wording/use-refusal-text";
import { KEPT_SECONDS, type LiveNotice } from "./live-status";

/** Problems for which the notice offers to choose a microphone. */
const CHOOSE: ReadonlySet<MicrophoneProblem["kind"]> = new Set(["lost", "failed", "in-use", "muted"]);

export type NoticeActions = {
  readonly tryNow: () => void;
  readonly speakHere: () => void;
  readonly openMicrophone: () => void;
  readonly choose: () => void;
};

type Props = {
  readonly notice: LiveNotice;
  readonly microphoneLabel: string;
  readonly actions: NoticeActions;
};

/** The sentence and the button for everything that may happen to a page that speaks. */
export function LiveNoticeView({ notice, microphoneLabel, actions }: Props) {
  const t = useTranslations("live");
  const tMic = useTranslations("microphone");
  const tFrame = useTranslations("frame");
  const tState = useTranslations("state");
  const refusalText = useRefusalText();

  switch (notice.kind) {
    case "offline":
      return (
        <Notice look="late" glyph="again" title={t("reconnectingRead")}>
          {t("reconnectingReadHelp")}
        </Notice>
      );
    case "reconnecting":
    case "losing":
      return (
        <Notice
          look="late"
          glyph="again"
          title={t(notice.kind, { seconds: String(notice.keptSeconds) })}
          actions={<Press onPress={actions.tryNow}>{t("tryNow")}</Press>}
        >
          <span>{t(notice.kind === "losing" ? "losingHelp" : "reconnectingHelp")}</span>
          {notice.unstored && <span> {t("unstoredHelp")}</span>}
          <meter className="kept" aria-label={t("kept")} min={0} max={KEPT_SECONDS} value={notice.keptSeconds} />
        </Notice>
      );
    case "unstored":
      return (
        <Notice look="plain" title={t("unstored")}>
          {t("unstoredHelp")}
        </Notice>
      );
    case "elsewhere":
      return (
        <Notice look="plain" glyph="mic" title={t("elsewhere")}>
          <span>{t("elsewhereHelp")}</span>
          {notice.keptSeconds > 0 && <span> {t("elsewhereKept", { seconds: String(notice.keptSeconds) })}</span>}
        </Notice>
      );
    case "queued":
      return (
        <Notice look="late" title={t("queued", { place: notice.place })}>
          {t("queuedHelp")}
        </Notice>
      );
    case "full":
    case "no-recogniser":
      return (
        <Notice look="late" title={t(notice.kind === "full" ? "full" : "noRecogniser")}>
          {t("fullHelp")}
        </Notice>
      );
    case "retrying":
      return (
        <Notice look="late" glyph="again" title={t("retrying")}>
          {t("retryingHelp")}
        </Notice>
      );
    case "paused":
      return (
        <Notice look="plain" glyph="pause" title={t("paused")}>
          {t("pausedHelp")}
        </Notice>
      );
    case "unheard":
      return (
        <Notice look="late" title={tMic("unheard")} actions={<Press onPress={actions.choose}>{tMic("choose")}</Press>}>
          {tMic("unheardHelp")}
        </Notice>
      );
    case "changed":
      return (
        <Notice
          look="plain"
          glyph="mic"
          title={tMic("changed", { name: microphoneLabel || tMic("default") })}
          actions={<Press onPress={actions.choose}>{tMic("choose")}</Press>}
        />
      );
    case "refused":
      return (
        <Notice
          look="failed"
          title={tState("noSound")}
          actions={<Press onPress={actions.speakHere}>{tFrame("tryAgain")}</Press>}
        >
          {refusalText(notice.refusal)}
        </Notice>
      );
    case "microphone":
      return (
        <Notice
          look={notice.problem === "suspended" ? "late" : "failed"}
          glyph="mic"
          title={tMic(notice.problem)}
          actions={
            <>
              <Press onPress={actions.openMicrophone}>
                {notice.problem === "suspended" ? tMic("goOn") : tFrame("tryAgain")}
              </Press>
              {CHOOSE.has(notice.problem) && <Press onPress={actions.choose}>{tMic("choose")}</Press>}
            </>
          }
        >
          {tMic(`${notice.problem}Help`)}
        </Notice>
      );
  }
}

function Press({ onPress, children }: { onPress: () => void; children: ReactNode }) {
  return (
    <button type="button" className="btn" onClick={onPress}>
      {children}
    </button>
  );
}
