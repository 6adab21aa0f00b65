"use client";

import { BASE_PATH, siteAddress } from "../address/site-address";
import "./offline.css";
import { begin } from "../connection/begin-session";
import { clockText } from "../format/clock";
import { noteListening, takeListeningNote } from "../speaking/speaking-mark";
import { NO_PERSON } from "../unsent/database";
import { UnsentStore } from "../unsent/unsent-store";
import { isOffline } from "./is-offline";
import { lastLanguages } from "./last-languages";
import { OFFLINE_LABELS_ELEMENT, type OfflineLabels, type OfflineTexts } from "./offline-labels";
import { OfflineRecorder } from "./offline-recorder";
import { OFFLINE_START } from "./start-offline";

const LOOK_MS = 2_000;
const DRAW_MS = 250;

/**
 * The page that opens without a network, at the address of the start page or of a live page. It records, and gives way to the
 * real page once the network is back. Plain DOM, so that few files have to be in the cache.
 */
async function openOfflinePage(root: HTMLElement, texts: OfflineTexts): Promise<void> {
  const sessionId = /^\/live\/([\w-]{22})$/.exec(location.pathname.slice(BASE_PATH.length))?.[1] ?? null;
  const store = (await UnsentStore.open(null)) ?? (await UnsentStore.open(NO_PERSON));
  const left = (await store?.takeLeft(sessionId)) ?? null;
  const recording = left?.recording ?? store?.record(sessionId, sessionId === null ? lastLanguages() : undefined);
  const recorder = recording ? new OfflineRecorder(recording, left) : null;
  const view = draw(root, texts, sessionId !== null);
  let isGoing = false;
  let note = recorder ? "" : texts.unstored;

  const show = () => {
    view.button.hidden = !recorder || isGoing;
    view.button.textContent = recorder?.isRecording ? texts.pause : texts.record;
    view.state.textContent = recorder?.isRecording ? texts.recording : texts.recorded;
    view.clock.textContent = clockText(recorder?.ms ?? 0);
    view.note.textContent = note;
  };
  const press = async () => {
    if (!recorder || isGoing) return;
    if (recorder.isRecording) await recorder.pause();
    else note = (await recorder.record()) ? "" : texts.noMicrophone;
    show();
  };
  view.button.addEventListener("click", () => void press());
  window.addEventListener("beforeunload", (event) => {
    if (recorder?.isRecording) event.preventDefault();
  });
  setInterval(show, DRAW_MS);
  show();

  const isListening = takeListeningNote(sessionId ?? OFFLINE_START) !== null;
  if (isListening) await press();
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    if (await isOffline()) continue;
    const wasRecording = recorder?.isRecording ?? false;
    const wanted = recorder?.recording.row.languages ?? lastLanguages();
    let to = location.pathname;
    let of = sessionId;
    if (recorder && of === null && (wasRecording || recorder.ms > 0)) {
      note = texts.sending;
      show();
      const answer = await begin(wanted, true);
      if (!answer.ok) {
        note = texts.refused;
        show();
        continue;
      }
      of = answer.sessionId;
      to = siteAddress(`/live/${of}`);
      recorder.recording.belongsTo(of);
    }
    isGoing = true;
    show();
    await recorder?.pause();
    await recorder?.recording.close();
    if (of !== null && wasRecording) noteListening(of, "start");
    return location.replace(to);
  }
}

function draw(root: HTMLElement, texts: OfflineTexts, isOfSession: boolean) {
  const element = <N extends keyof HTMLElementTagNameMap>(name: N, text: string, className = "") => {
    const made = document.createElement(name);
    made.textContent = text;
    made.className = className;
    return made;
  };
  const clock = element("div", "", "clock");
  clock.setAttribute("role", "timer");
  const state = element("p", "", "state");
  const button = element("button", texts.record);
  button.type = "button";
  const note = element("p", "", "note");
  note.setAttribute("role", "status");
  const help = element("p", isOfSession ? texts.helpSession : texts.help);
  root.append(element("h1", texts.title), help, state, clock, button, note, element("p", texts.limit, "limit"));
  return { clock, state, button, note };
}

const root = document.querySelector("main");
const words = document.getElementById(OFFLINE_LABELS_ELEMENT)?.textContent;
if (root && words) {
  const { languageCookie, texts: all } = JSON.parse(words) as OfflineLabels;
  const cookie = new RegExp(`(?:^|; )${languageCookie}=(\\w+)`).exec(document.cookie)?.[1];
  const wanted = [...(cookie ? [cookie] : []), ...navigator.languages].map((tag) => tag.slice(0, 2));
  const language = wanted.find((tag): tag is keyof typeof all => tag in all) ?? "en";
  document.documentElement.lang = language;
  const texts = all[language];
  document.title = texts.title;
  void openOfflinePage(root, texts);
}
