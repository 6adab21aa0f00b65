/** Another worker has claimed the session, or the session is over. The worker that gets this must stop at once. */
export class FenceLost extends Error {
  override readonly name = "FenceLost";

  constructor(sessionId: string, epoch: number) {
    super(`session ${sessionId} is no longer served by epoch ${epoch}`);
  }
}
