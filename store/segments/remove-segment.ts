import { msToSamples } from "#protocol/sound";
import { database } from "../database";
import { buryLine, type LinesAnswer, lockSession, readSeenLine, type SeenLine } from "./segment-changes";

export type Removal = SeenLine & { readonly sessionId: string };

/** Deletes a segment for good, if it is unchanged since its owner saw it. */
export async function removeSegment({ sessionId, ...wanted }: Removal): Promise<LinesAnswer> {
  return database().$transaction(async (tx): Promise<LinesAnswer> => {
    if (!(await lockSession(tx, sessionId))) return { kind: "not-found" };
    const found = await readSeenLine(tx, sessionId, wanted);
    if (found.kind !== "seen") return found;
    const tombstone = await buryLine(tx, found.line);
    // The next worker must not recognise these words again: it could not know that they were deleted.
    const endSample = msToSamples(found.line.endMs);
    await tx.$executeRaw`UPDATE session SET anchor = GREATEST(anchor, ${endSample}::bigint) WHERE id = ${sessionId}`;
    return { kind: "changed", segments: [tombstone], translations: [], owed: [] };
  });
}
