/** Sound that was captured without a pause: its first chunk, and when the capture began, ms since 1970. */
export type Run = { readonly n: number; readonly beganAt: number };

/** Sound that an earlier page of the same take could not send. `take` null: no gateway had given it one. */
export type LeftSound = {
  readonly take: number | null;
  /** One unbroken range of chunks, with the run of each. Never empty. */
  readonly chunks: readonly { readonly n: number; readonly run: Run; readonly sound: Uint8Array }[];
};

/** Stores outgoing sound until the gateway has acknowledged it, so that a later page can send it. */
export interface SoundLog {
  began(take: number): void;
  leaveTake(): void;
  add(n: number, sound: Uint8Array, run: Run): void;
  /** The chunks up to `n` need not be stored any more. */
  acknowledged(n: number): void;
  renumber(by: number): void;
  drop(): void;
  close(): Promise<void>;
}
