import type { Connection } from "../connection/connection";
import { inTime } from "../connection/in-time";
import { oncePerFrame, Subscribers } from "../connection/subscribers";
import { onMicrophonesChange } from "../microphone/microphone";
import { FIRST_SOUND_CHOICE, type SoundChoice } from "../microphone/sound-choice";
import type { Left, UnsentStore } from "../unsent/unsent-store";
import { DeviceFollower } from "./device-follower";
import { UNDER_WAY_CHUNKS } from "./kept-sound";
import { LeftSender } from "./left-sender";
import { chunksToMs } from "./outgoing";
import {
  isNoMicrophone,
  NOT_SPEAKING,
  type PageSpeakerState,
  READING_HERE,
  type SpeakingHere,
  toPageSpeakerState,
} from "./page-speaker-state";
import { PauseReports } from "./pause-reports";
import { Sender } from "./sender";
import { isAnswered, isEnd } from "./sender-state";
import { Speaker } from "./speaker";
import { UnheardWatch } from "./unheard-watch";

/** The longest that a reload waits for sound to be acknowledged, ms: a gateway may take none for hours. */
const SENT_MS = 10_000;
/** Chromium does not wake an audio graph that was suspended for about a minute: after this long a new one is opened. */
const LONG_PAUSE_MS = 10_000;

type PageSpeakerOptions = {
  readonly connection: Connection;
  readonly sessionId: string;
  readonly choice?: SoundChoice | undefined;
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
  readonly #unsent: UnsentStore | null;
  /** Sound of an earlier page that no sender of this page has yet. */
  #left: Left | null;
  #leftSender: LeftSender | null = null;
  #choice: SoundChoice;
  readonly #devices = new DeviceFollower();
  readonly #unheard: UnheardWatch;
  #pausedAt = 0;
  /** After a reload: open the microphone only once the gateway accepts `speak`. */
  #awaitsConsent = false;
  /** Another sound was chosen during a pause. */
  #hasChosen = false;
  /** Set after Resume: an audio graph that is still suspended then is broken and is replaced. */
  #wasPressed = false;
  #closed = false;

  /** @param unsent null: the browser stores no sound @param left what an earlier page left in it for this session */
  constructor({ connection, sessionId, choice, unsent = null, left = null }: PageSpeakerOptions) {
    this.#connection = connection;
    this.#pauseReports = new PauseReports(connection);
    this.#sessionId = sessionId;
    this.#choice = choice ?? FIRST_SOUND_CHOICE;
    this.#unsent = unsent;
    this.#left = left;
    this.#unheard = new UnheardWatch(this.getSnapshot, this.level, (unheard) => this.#change({ unheard }));
    this.#endings.push(
      () => this.#unheard.close(),
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
    this.#change({
      ...READING_HERE,
      mode: "speaking",
      source: this.#choice.source,
      unstored: this.#unsent?.isRefused ?? true,
    });
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
  async choose(change: Partial<SoundChoice>): Promise<void> {
    this.#choice = { ...this.#choice, ...change };
    const { source, deviceId } = this.#choice;
    this.#change({ source });
    this.#hasChosen = true;
    if (this.#state.microphone !== "paused") return this.#open();
    await this.#devices.chosen(deviceId);
    this.#change({ changed: false, returned: null, label: this.#devices.label });
  }

  async pauseOrResume(): Promise<void> {
    if (this.#state.mode !== "speaking" || this.#state.stopping) return;
    this.#unheard.restart();
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
   * @param isPressed true: a press is under way, so the browser may ask what is shared
   * @param resumes true: Resume was pressed. Nothing else opens a microphone during a pause
   * @param isAnyGood true: opens any microphone, because the one in use has vanished
   */
  async #open({ silently = false, isPressed = true, resumes = false, isAnyGood = false } = {}): Promise<void> {
    const speaker = this.#speaker;
    if (!speaker || this.#state.stopping || (this.#state.microphone === "paused" && !resumes)) return;
    this.#hasChosen = false;
    this.#unheard.restart();
    this.#change({ changed: false, returned: null, unheard: false });
    const { isDefaultInstead } = (await speaker.open({ ...this.#choice, mayAsk: isPressed }, isAnyGood)) ?? {};
    if (speaker !== this.#speaker || isDefaultInstead === undefined) return;
    if (isDefaultInstead) this.#choice = { ...this.#choice, deviceId: undefined };
    await this.#devices.opened(speaker.device, this.#choice.deviceId, isPressed && !isDefaultInstead);
    if (speaker !== this.#speaker || this.#state.problem) return;
    this.#change({ changed: silently || isDefaultInstead, label: this.#devices.label });
  }

  /** The microphone has vanished. Another one is better than silence; the page says which. During a pause none is opened. */
  async #replaceMicrophone(): Promise<void> {
    this.#devices.lost();
    this.#choice = { ...this.#choice, deviceId: undefined };
    await this.#open({ silently: true, isPressed: false, isAnyGood: true });
  }

  #follow(speaker: Speaker): void {
    if (speaker !== this.#speaker || this.#closed) return;
    const { sender, microphone, problem } = speaker.getState();
    this.#pauseReports.follow(sender.kind === "speaking", microphone === "paused");
    const { problem: before, partialProblem } = this.#state;
    const wasLost = problem?.kind === "lost" && before !== "lost" && partialProblem !== "lost";
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
      void this.#open({ isPressed: false });
    } else if (problem?.kind === "suspended" && this.#wasPressed) {
      this.#wasPressed = false;
      void this.#open();
    } else if (wasLost) {
      void this.#replaceMicrophone();
    }
  }

  /** The system's choice may have moved to another microphone under the same stream. */
  async #devicesChanged(): Promise<void> {
    const { mode, microphone, problem, partialProblem } = this.#state;
    const speaker = this.#speaker;
    if (mode !== "speaking" || !speaker) return;
    // A microphone that was just connected may solve the problem.
    const isWaiting = microphone === "closed" ? isNoMicrophone(problem) : isNoMicrophone(partialProblem);
    if (isWaiting && microphone !== "paused") return this.#open({ silently: true, isPressed: false });
    if (microphone !== "open" || this.#here.source === "shared") return;
    const { news, returned } = await this.#devices.changed(speaker.device, this.#choice.deviceId);
    if (speaker !== this.#speaker || this.#state.microphone !== "open") return;
    if (news === "gone") return this.#replaceMicrophone();
    if (news === "other-rate") return this.#open({ isPressed: false });
    this.#change({ returned, ...(news === "renamed" && { label: this.#devices.label, changed: true }) });
  }

  #change(change: Partial<SpeakingHere>): void {
    if (this.#closed) return;
    this.#here = { ...this.#here, ...change };
    this.#state = toPageSpeakerState(this.#here, this.#speaker?.getState());
    this.#subscribers.tell();
  }
}
