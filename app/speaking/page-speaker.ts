import type { Connection } from "../connection/connection";
import { inTime } from "../connection/in-time";
import { oncePerFrame, Subscribers } from "../connection/subscribers";
import { listMicrophones, onMicrophonesChange } from "../microphone/microphone";
import { SilenceDetector } from "../microphone/silence-detector";
import type { Left, UnsentStore } from "../unsent/unsent-store";
import { UNDER_WAY_CHUNKS } from "./kept-sound";
import { LeftSender } from "./left-sender";
import { chunksToMs } from "./outgoing";
import {
  NOT_SPEAKING,
  type PageSpeakerState,
  READING_HERE,
  type SpeakingHere,
  toPageSpeakerState,
} from "./page-speaker-state";
import { PauseReports } from "./pause-reports";
import { Sender } from "./sender";
import { isEnd, type SenderState } from "./sender-state";
import { Speaker } from "./speaker";

const LISTEN_MS = 200;
/** The longest that a reload waits for sound to be acknowledged, ms: a gateway may take none for hours. */
const SENT_MS = 10_000;
/** Chromium does not wake an audio graph that was suspended for about a minute: after this long a new one is opened. */
const LONG_PAUSE_MS = 10_000;

type PageSpeakerOptions = {
  readonly connection: Connection;
  readonly sessionId: string;
  readonly deviceId?: string | undefined;
  readonly unsent?: UnsentStore | null;
  readonly left?: Left | null;
};

/**
 * Speaks on this page: takes over from another page and gives way to one, finds another microphone when one is unplugged,
 * and notices that nothing is heard. Its state follows its parts at once; its listeners are told once per frame.
 *
 *     const speaker = new PageSpeaker({ connection, sessionId });
 *     speaker.begin();   // from a press
 *     speaker.begin({ isUnasked: true });   // after a reload: listens only if the gateway says that the session is not paused
 *     useSyncExternalStore(speaker.subscribe, speaker.getSnapshot, speaker.getSnapshot);
 *     speaker.close();   // the page goes away; the session stays live
 */
export class PageSpeaker {
  readonly #connection: Connection;
  readonly #sessionId: string;
  readonly #pauseReports: PauseReports;
  readonly #subscribers = new Subscribers(oncePerFrame);
  readonly #endings: (() => void)[] = [];
  #here: SpeakingHere = READING_HERE;
  #state: PageSpeakerState = NOT_SPEAKING;
  #speaker: Speaker | null = null;
  #silence = new SilenceDetector();
  readonly #unsent: UnsentStore | null;
  /** Sound of an earlier page that no sender of this page has yet. */
  #left: Left | null;
  #leftSender: LeftSender | null = null;
  #deviceId: string | undefined;
  #listenedAt = performance.now();
  #pausedAt = 0;
  /** After a reload: open the microphone only once the gateway accepts `speak`. */
  #awaitsConsent = false;
  /** Another microphone was chosen during a pause. */
  #hasChosen = false;
  /** Set after Resume: an audio graph that is still suspended then is broken and is replaced. */
  #wasPressed = false;
  #closed = false;

  /** @param unsent null: the browser stores no sound @param left what an earlier page left in it for this session */
  constructor({ connection, sessionId, deviceId, unsent = null, left = null }: PageSpeakerOptions) {
    this.#connection = connection;
    this.#pauseReports = new PauseReports(connection);
    this.#sessionId = sessionId;
    this.#deviceId = deviceId;
    this.#unsent = unsent;
    this.#left = left;
    const timer = setInterval(() => this.#listen(), LISTEN_MS);
    this.#endings.push(
      () => clearInterval(timer),
      onMicrophonesChange(() => void this.#devicesChanged()),
      unsent?.onRefused(() => this.#change({ unstored: this.#state.mode === "speaking" })) ?? (() => {}),
    );
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#subscribers.add(listener);

  readonly getSnapshot = (): PageSpeakerState => this.#state;

  /** The present level, 0 to 1, for a meter. */
  readonly level = (): number => this.#speaker?.level() ?? 0;

  /**
   * Begins to speak here, and takes over from any other page.
   * @param isUnasked true: without a press
   */
  begin(options: { isUnasked?: boolean } = {}): void {
    const isRefused = this.#state.sender?.kind === "refused";
    if (this.#unsent && (this.#leftSender || isRefused)) void this.#takeLeft().then(() => this.#begin(options));
    else this.#begin(options);
  }

  /**
   * Sends the sound that an earlier page left, without listening: that pauses the session. Less than was under way waits until
   * a person speaks here.
   */
  sendLeft(): void {
    if (!this.#left || this.#closed || this.#state.mode === "speaking") return;
    if (this.#left.chunks.length < UNDER_WAY_CHUNKS) return;
    const sender = new LeftSender({ connection: this.#connection, sessionId: this.#sessionId, left: this.#left });
    this.#left = null;
    this.#leftSender = sender;
    void sender.done.then((outcome) => {
      if (this.#leftSender !== sender) return;
      this.#leftSender = null;
      if (outcome === "left") void this.#sendLeftAgain();
      // Nothing of its last sender waits any more.
      else if (outcome === "sent" && this.#state.mode === "elsewhere") this.#forgetSpeaker("elsewhere");
    });
  }

  async #sendLeftAgain(): Promise<void> {
    await this.#takeLeft();
    this.sendLeft();
  }

  #forgetSpeaker(mode: "reading" | "elsewhere"): void {
    this.#speaker?.close();
    this.#speaker = null;
    this.#change({ ...READING_HERE, mode });
  }

  #begin({ isUnasked = false }): void {
    if (this.#closed) return;
    const before = this.#speaker;
    const circumstances = () => ({ isPaused: this.#pauseReports.speak(), ...(this.#awaitsConsent && { isUnasked }) });
    this.#awaitsConsent = isUnasked;
    this.#pauseReports.follow(false, false);
    const connection = this.#connection;
    const sessionId = this.#sessionId;
    const left = this.#left ?? undefined;
    this.#left = null;
    const log = left?.recording ?? this.#unsent?.record(sessionId);
    const speaker = new Speaker(new Sender({ connection, sessionId, circumstances, left, log }));
    this.#speaker = speaker;
    before?.close();
    speaker.subscribe(() => this.#follow(speaker));
    this.#change({ ...READING_HERE, mode: "speaking", unstored: this.#unsent?.isRefused ?? true });
    if (!isUnasked) void this.#open();
  }

  /** Whether the person speaks here and has not paused, so that the page may continue after a reload. */
  get isListening(): boolean {
    const { mode, microphone, stopping, sender } = this.#state;
    return mode === "speaking" && microphone !== "paused" && !stopping && sender !== null && !isEnd(sender);
  }

  /** Whether the gateway lacks sound of this page, apart from the chunks that are always under way. */
  get hasUnsent(): boolean {
    const { sender } = this.#state;
    return sender !== null && !isEnd(sender) && sender.keptMs >= chunksToMs(UNDER_WAY_CHUNKS);
  }

  /** Stops speaking here, as if the page had just been opened. The session stays live. */
  leave(): void {
    this.#forgetSpeaker("reading");
  }

  /** The session was continued after its end: this page speaks in it again only after a press. */
  leaveEnded(): void {
    const kind = this.#state.sender?.kind;
    if (kind === "stopped" || kind === "over") this.leave();
  }

  /** Handles a press on the button of a microphone problem. */
  async mend(): Promise<void> {
    if (this.#state.microphone === "paused") return;
    if (this.#state.problem !== "muted" || !(await this.#speaker?.resume())) await this.#open();
  }

  /** During a pause the choice counts from Resume on. */
  async choose(deviceId: string): Promise<void> {
    this.#deviceId = deviceId;
    this.#hasChosen = true;
    if (this.#state.microphone === "paused") this.#change({ changed: false, label: await this.#label() });
    else await this.#open();
  }

  async pauseOrResume(): Promise<void> {
    if (this.#state.mode !== "speaking" || this.#state.stopping) return;
    this.#silence = new SilenceDetector();
    if (this.#state.microphone !== "paused") {
      this.#pausedAt = performance.now();
      // Otherwise the gateway's answer would open the microphone during the pause.
      this.#awaitsConsent = false;
      this.#hasChosen = false;
      return this.#speaker?.pause();
    }
    const isFresh = performance.now() - this.#pausedAt <= LONG_PAUSE_MS && !this.#hasChosen;
    if (isFresh && (await this.#speaker?.resume())) this.#wasPressed = true;
    else await this.#open({ resumes: true });
  }

  /** Ends the session after the last sample; the page hears of the end from the session itself. */
  async stop(): Promise<void> {
    if (this.#state.mode !== "speaking" || this.#state.stopping) return;
    this.#change({ stopping: true });
    await this.#speaker?.stop();
  }

  /** Before the page is reloaded: sends everything that was recorded so far, and waits 10 s at most. */
  async finishSending(): Promise<void> {
    if (this.#speaker) await inTime(this.#speaker.finishSending(), SENT_MS);
  }

  close(): void {
    this.#closed = true;
    for (const end of this.#endings.splice(0)) end();
    this.#speaker?.close();
    void this.#leftSender?.close();
    void this.#left?.recording.close();
  }

  /** Takes back the sound that a sender of this page could not send. */
  async #takeLeft(): Promise<void> {
    await this.#leftSender?.close();
    this.#leftSender = null;
    this.#left ??= (await this.#unsent?.takeLeft(this.#sessionId)) ?? null;
  }

  /**
   * @param silently true: the speaker chose no other microphone, so the page names the one that is used now
   * @param resumes true: Resume was pressed. Nothing else opens a microphone during a pause
   */
  async #open({ silently = false, resumes = false } = {}): Promise<void> {
    const speaker = this.#speaker;
    if (!speaker || this.#state.stopping || (this.#state.microphone === "paused" && !resumes)) return;
    this.#hasChosen = false;
    this.#silence = new SilenceDetector();
    this.#change({ changed: false, unheard: false });
    const isDefaultInstead = await speaker.open(this.#deviceId ? { deviceId: this.#deviceId } : {});
    if (speaker !== this.#speaker) return;
    if (isDefaultInstead) this.#deviceId = undefined;
    if (!speaker.getState().problem)
      this.#change({ changed: silently || isDefaultInstead, label: await this.#label() });
  }

  #follow(speaker: Speaker): void {
    if (speaker !== this.#speaker || this.#closed) return;
    const { sender, microphone, problem } = speaker.getState();
    this.#pauseReports.follow(sender.kind === "speaking", microphone === "paused");
    const wasLost = this.#state.problem !== "lost" && problem?.kind === "lost";
    const hasConsent = this.#awaitsConsent && isAnswered(sender);
    this.#change({ unheard: this.#here.unheard && !problem });
    if (isEnd(sender)) {
      this.#change({ unheard: false, changed: false, stopping: this.#here.stopping && sender.kind === "stopped" });
      if (sender.kind === "superseded") {
        this.#change({ mode: "elsewhere" });
        void this.#sendLeftAgain();
      } else if (sender.kind === "refused" && sender.refusal.kind === "paused" && this.#state.mode !== "reading") {
        this.#change({ mode: "reading" });
        void this.#sendLeftAgain();
      }
    } else if (hasConsent) {
      this.#awaitsConsent = false;
      void this.#open();
    } else if (problem?.kind === "suspended" && this.#wasPressed) {
      this.#wasPressed = false;
      void this.#open();
    } else if (wasLost) {
      // Another microphone is better than silence; the page says which. During a pause none is opened.
      this.#deviceId = undefined;
      void this.#open({ silently: true });
    }
  }

  #listen(): void {
    const now = performance.now();
    const ms = now - this.#listenedAt;
    this.#listenedAt = now;
    const { mode, microphone, problem, sender } = this.#state;
    if (mode !== "speaking" || microphone !== "open" || problem || !sender?.accepting) return;
    this.#silence.add(this.level(), ms);
    if (this.#silence.unheard !== this.#here.unheard) this.#change({ unheard: this.#silence.unheard });
  }

  /** The system's choice may have moved to another microphone under the same stream. */
  async #devicesChanged(): Promise<void> {
    const { mode, microphone, problem, label } = this.#state;
    if (mode !== "speaking") return;
    // A microphone that was just connected may solve the problem.
    if (microphone === "closed" && (problem === "missing" || problem === "in-use"))
      return this.#open({ silently: true });
    if (microphone !== "open") return;
    const now = await this.#label();
    if (now !== label) this.#change({ label: now, changed: true });
  }

  async #label(): Promise<string> {
    const devices = await listMicrophones();
    const mine = this.#deviceId ? devices.find(({ deviceId }) => deviceId === this.#deviceId) : devices[0];
    return mine?.label ?? "";
  }

  #change(change: Partial<SpeakingHere>): void {
    if (this.#closed) return;
    this.#here = { ...this.#here, ...change };
    this.#state = toPageSpeakerState(this.#here, this.#speaker?.getState());
    this.#subscribers.tell();
  }
}

/** Whether the gateway has answered a `speak`. */
function isAnswered({ kind }: SenderState): boolean {
  return kind !== "connecting" && kind !== "reconnecting";
}
