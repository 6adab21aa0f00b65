"use client";

import { BASE_PATH, siteAddress } from "../../address/site-address";
import "@fontsource-variable/inter/wght.css";
import "./caption-screen.css";
import { isOver } from "#protocol/session-over";
import { keepScreenOn } from "../../frame/keep-screen-on";
import { shortcutKey, TYPING } from "../../keyboard/shortcut";
import { singleKeysAreOn } from "../../keyboard/single-keys-setting";
import { linkPassStore } from "../link-pass-store";
import { openLink } from "../open-link";
import { ClosedView } from "./closed-view";
import { JoinCorner } from "./join-corner";
import { changeForKey } from "./screen-keys";
import { LABELS_ELEMENT, type Translate, translateWith } from "./screen-labels";
import { parseScreenSettings, type ScreenSettings, screenQuery } from "./screen-settings";
import { screenTexts } from "./screen-texts";
import { ScreenView } from "./screen-view";

/** A page of an earlier version reloads within this time, not all of a hall at once, ms. */
const RELOAD_WITHIN_MS = 15_000;
const SECOND_MS = 1_000;

/**
 * The caption screen of a link, `/r/TOKEN/screen`. Plain DOM: with React and Next it would be half as large again. See
 * docs/decisions/0040-the-caption-screen-is-plain-dom.md.
 */
function openScreen(root: HTMLElement, t: Translate): void {
  const [, , token = ""] = location.pathname.slice(BASE_PATH.length).split("/");
  let settings = parseScreenSettings(new URLSearchParams(location.search));
  const wanted = [...(settings.lang === null ? [] : [settings.lang]), ...navigator.languages];
  const { client, connection } = openLink({ token, wanted, second: settings.second, passes: linkPassStore(token) });
  const askCode = async () => {
    const answer = await connection.ask("link:read-code", {});
    return answer?.ok ? answer.code : undefined;
  };
  const view = new ScreenView(root, () => new JoinCorner(location.origin + siteAddress(`/r/${token}`), askCode));
  const closed = new ClosedView(root, t, (password) => void client.unlock(password));
  let letScreenOff: (() => void) | null = null;
  let redraw: ReturnType<typeof setTimeout> | undefined;
  let isReloading = false;

  const draw = (): void => {
    clearTimeout(redraw);
    const snapshot = client.getSnapshot();
    const { access, transcript } = snapshot;
    const { session } = transcript;
    if (snapshot.isOutdated && !isReloading) {
      isReloading = true;
      setTimeout(() => location.reload(), Math.random() * RELOAD_WITHIN_MS);
    }
    if (access.kind !== "joined" && access.kind !== "joining") {
      // The page keeps no word of a link that ended.
      view.clear();
      document.title = t("untitled");
      closed.draw(access);
      // Waiting times are counted down.
      redraw = setTimeout(draw, SECOND_MS);
      return;
    }
    if (!session) return;
    document.title = session.title || t("untitled");
    const texts = screenTexts(snapshot, session, settings);
    view.draw({ title: document.title, note: t("automatic"), texts }, settings);
    if (!isOver(session.state)) {
      letScreenOff ??= keepScreenOn();
    } else {
      letScreenOff?.();
      letScreenOff = null;
    }
  };

  const change = (changed: Partial<ScreenSettings>): void => {
    const before = settings;
    settings = { ...settings, ...changed };
    history.replaceState(null, "", location.pathname + screenQuery(settings));
    const { lang, transcript } = client.getSnapshot();
    const read = settings.lang ?? lang ?? transcript.session?.sourceLang;
    const isSame = settings.lang === before.lang && settings.second === before.second;
    if (!isSame && read !== undefined) void client.switchTo(read, settings.second);
    draw();
  };

  document.addEventListener("keydown", (event) => {
    const key = shortcutKey(event);
    if (key === null || !singleKeysAreOn() || (event.target instanceof Element && event.target.closest(TYPING))) return;
    if (key === "f") return toggleFullScreen();
    const { lang, second, may, transcript } = client.getSnapshot();
    if (!transcript.session) return;
    const { sourceLang, targetLangs } = transcript.session;
    const langs = may?.original ? [...targetLangs, sourceLang] : targetLangs;
    const changed = changeForKey(key, settings, { lang: lang ?? sourceLang, second, langs, targetLangs });
    if (changed) change(changed);
  });
  document.addEventListener("dblclick", toggleFullScreen);
  client.subscribe(draw);
  draw();
}

function toggleFullScreen(): void {
  // A browser may refuse; then the screen is as large as its window.
  const done = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
  void done.catch(() => {});
}

const root = document.querySelector("main");
const words = document.getElementById(LABELS_ELEMENT)?.textContent;
if (root && words) openScreen(root, translateWith(JSON.parse(words)));
