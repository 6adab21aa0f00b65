const NEWLINE = 10;

/** Reads a stream of bytes by lines. Only a line feed ends a line, since spoken words may hold any other separator. */
export class ByteLines {
  readonly #source: AsyncIterator<Buffer>;
  #held: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The next line without its end; null after the last one. */
  async next(): Promise<string | null> {
    for (;;) {
      const end = this.#held.indexOf(NEWLINE);
      if (end >= 0) {
        const line = this.#held.toString("utf8", 0, end);
        this.#held = this.#held.subarray(end + 1);
        return line;
      }
      if (!(await this.#more())) return null;
    }
  }

  /**
   * Yields the lines before the line `last` in chunks of whole lines, and drops `last`. Ends early at the end of the
   * stream.
   */
  async *until(last: string): AsyncGenerator<Buffer> {
    const mark = Buffer.from(`${last}\n`);
    for (;;) {
      const { whole, found } = wholeLines(this.#held, mark);
      if (whole > 0) yield this.#held.subarray(0, whole);
      this.#held = this.#held.subarray(whole + (found ? mark.length : 0));
      if (found || !(await this.#more())) return;
    }
  }

  async #more(): Promise<boolean> {
    const { value, done } = await this.#source.next();
    if (done) return false;
    this.#held = this.#held.length === 0 ? value : Buffer.concat([this.#held, value]);
    return true;
  }
}

/** @returns the length of the whole lines before `mark`, and whether it was found */
function wholeLines(bytes: Buffer, mark: Buffer): { whole: number; found: boolean } {
  let at = 0;
  for (;;) {
    if (bytes.subarray(at, at + mark.length).equals(mark)) return { whole: at, found: true };
    const end = bytes.indexOf(NEWLINE, at);
    if (end < 0) return { whole: at, found: false };
    at = end + 1;
  }
}
