import type { Connection, RequestOf } from "../connection/connection";
import { askWhenConnected } from "../connection/until-connected";

export type Correction = Omit<RequestOf<"segment:correct">, "sessionId">;

/** `changed` texts were corrected; another person had changed `kept` texts meanwhile; `isWhole` false: it stopped early. */
export type Corrected = { readonly changed: number; readonly kept: number; readonly isWhole: boolean };

/** Corrects one text after the other, so that each is stored and published like any correction. */
export async function correctAll(
  connection: Connection | null,
  sessionId: string,
  corrections: readonly Correction[],
): Promise<Corrected> {
  let changed = 0;
  let kept = 0;
  for (const correction of corrections) {
    const answer = await askWhenConnected(connection, "segment:correct", { sessionId, ...correction });
    if (answer?.ok) changed += 1;
    else if (answer && (answer.refusal.kind === "edited" || answer.refusal.kind === "not-found")) kept += 1;
    else return { changed, kept, isWhole: false };
  }
  return { changed, kept, isWhole: true };
}
