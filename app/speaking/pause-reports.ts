import type { Connection } from "../connection/connection";

/** Delay before an unstored pause is sent again, ms. */
const AGAIN_MS = 1_000;

/** Sends pause and resume to the gateway. Each `speak` repeats the state, because it may follow a lost connection. */
export class PauseReports {
  readonly #connection: Connection;
  #isSpeaking = false;
  #isPaused = false;
  /** The state that the gateway has acknowledged; false for a new take. */
  #told = false;
  #isAsking = false;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Notes that a `speak` is being sent. @returns its `isPaused` */
  speak(): boolean {
    this.#told = this.#isPaused;
    return this.#isPaused;
  }

  /**
   * Takes the present state, and sends it if the gateway has another one.
   * @param isSpeaking the gateway takes this page's sound
   */
  follow(isSpeaking: boolean, isPaused: boolean): void {
    this.#isSpeaking = isSpeaking;
    this.#isPaused = isPaused;
    if (isSpeaking && isPaused !== this.#told && !this.#isAsking) void this.#tell(isPaused);
  }

  /** Sends one report at a time, so that the last one sent is the last one stored. */
  async #tell(isPaused: boolean): Promise<void> {
    this.#isAsking = true;
    const answer = await this.#connection.ask("pause", { isPaused });
    if (answer?.ok) this.#told = isPaused;
    else await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    this.#isAsking = false;
    this.follow(this.#isSpeaking, this.#isPaused);
  }
}
