import type { Connection } from "../connection/connection";

/** Tells the gateway when the speaker pauses and goes on, so that readers know why it is silent. */
export class PauseNews {
  readonly #connection: Connection;
  /** A page that begins to speak, also after a broken connection, counts as not paused. */
  #told = false;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** @param isSpeaking the gateway takes this page's sound */
  follow(isSpeaking: boolean, isPaused: boolean): void {
    if (!isSpeaking) this.#told = false;
    else if (isPaused !== this.#told) {
      this.#told = isPaused;
      void this.#connection.ask("pause", { isPaused });
    }
  }
}
