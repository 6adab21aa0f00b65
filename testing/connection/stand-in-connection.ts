import type { AnswerOf, Connection, RequestName, RequestOf } from "#app/connection/connection";
import type { Refusal } from "#protocol/refusal";
import type { UnreadableReport } from "#protocol/unreadable";
import { StandInListeners } from "./stand-in-listeners";

/** A connection on which the test acts as the gateway. */
export class StandInConnection extends StandInListeners implements Connection {
  refusal: Refusal | null = null;
  readonly asked: { event: RequestName; request: object; answer: (answer: object | null) => void }[] = [];
  readonly reported: UnreadableReport[] = [];
  resets = 0;
  readonly retries: number[] = [];

  constructor() {
    super("connecting");
  }

  ask<E extends RequestName>(event: E, request: RequestOf<E>): Promise<AnswerOf<E> | null> {
    return new Promise((resolve) => {
      this.asked.push({ event, request, answer: (answer) => resolve(answer as AnswerOf<E> | null) });
    });
  }
  report(report: UnreadableReport): void {
    this.reported.push(report);
  }
  reset(): void {
    this.resets += 1;
  }
  retryIn(ms: number): void {
    this.retries.push(ms);
    this.become("offline");
  }
  close(): void {
    this.become("closed");
  }
  latest(rev: number): void {
    this.tell("latest", { rev });
  }
}
