"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { Notice } from "../frame/notice";
import { isShareProblem, type MicrophoneProblem } from "../microphone/microphone-problem";
import type { SoundSource } from "../microphone/sound-choice";
import { useRefusalText } from "../wording/use-refusal-text";
import { KEPT_SECONDS, type LiveNotice } from "./live-status";

/** Problems for which the notice offers to choose a microphone. */
const CHOOSE: ReadonlySet<MicrophoneProblem["kind"]> = new Set(["lost", "failed", "in-use", "muted"]);
/** Problems that a press without another choice solves. */
const GO_ON: ReadonlySet<MicrophoneProblem["kind"]> = new Set(["suspended", "interrupted"]);

export type NoticeActions = {
  readonly tryNow: () => void;
  readonly speakHere: () => void;
  readonly openMicrophone: () => void;
  readonly choose: () => void;
  /** Returns to the microphone that vanished. */
  readonly goBack: (deviceId: string) => void;
  /** Hears the microphone instead of the share. */
  readonly useMicrophone: () => void;
};

type Props = {
  readonly notice: LiveNotice;
  readonly source: SoundSource;
  readonly microphoneLabel: string;
  readonly actions: NoticeActions;
};

/** The sentence and the button for everything that may happen to a page that speaks. */
export function LiveNoticeView({ notice, source, microphoneLabel, actions }: Props) {
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
        <Notice
          look="late"
          title={tMic(source === "shared" ? "unheardShare" : "unheard")}
          actions={<Press onPress={actions.choose}>{tMic("choose")}</Press>}
        >
          {tMic(source === "shared" ? "unheardShareHelp" : "unheardHelp")}
        </Notice>
      );
    case "returned":
      return (
        <Notice
          look="plain"
          glyph="mic"
          title={tMic("returned", { name: notice.device.label || tMic("default") })}
          actions={<Press onPress={() => actions.goBack(notice.device.deviceId)}>{tMic("goBack")}</Press>}
        />
      );
    case "partial":
      return (
        <Notice
          look="late"
          glyph="mic"
          title={tMic(notice.problem)}
          actions={
            isShareProblem(notice.problem) ? (
              <ShareActions actions={actions} />
            ) : (
              <>
                <Press onPress={actions.openMicrophone}>{tFrame("tryAgain")}</Press>
                <Press onPress={actions.choose}>{tMic("choose")}</Press>
              </>
            )
          }
        >
          {tMic(isShareProblem(notice.problem) ? "stillMicrophone" : "stillShared")}
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
          look={GO_ON.has(notice.problem) ? "late" : "failed"}
          glyph="mic"
          title={tMic(notice.problem)}
          actions={
            isShareProblem(notice.problem) ? (
              <ShareActions actions={actions} />
            ) : (
              <>
                <Press onPress={actions.openMicrophone}>
                  {GO_ON.has(notice.problem) ? tMic("goOn") : tFrame("tryAgain")}
                </Press>
                {CHOOSE.has(notice.problem) && <Press onPress={actions.choose}>{tMic("choose")}</Press>}
              </>
            )
          }
        >
          {tMic(`${notice.problem}Help`)}
        </Notice>
      );
  }
}

function ShareActions({ actions }: { actions: NoticeActions }) {
  const t = useTranslations("microphone");
  return (
    <>
      <Press onPress={actions.openMicrophone}>{t("shareAgain")}</Press>
      <Press onPress={actions.useMicrophone}>{t("useMicrophone")}</Press>
    </>
  );
}

function Press({ onPress, children }: { onPress: () => void; children: ReactNode }) {
  return (
    <button type="button" className="btn" onClick={onPress}>
      {children}
    </button>
  );
}
