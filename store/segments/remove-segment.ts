import { msToSamples } from "#protocol/sound";
import { database } from "../database";
import { burySegment, lockSession, readSeenSegment, type SeenSegment, type SegmentsAnswer } from "./segment-changes";

export type Removal = SeenSegment & { readonly sessionId: string };

/** Deletes a segment for good, if it is unchanged since its owner saw it. */
export async function removeSegment({ sessionId, ...wanted }: Removal): Promise<SegmentsAnswer> {
  return database().$transaction(async (tx): Promise<SegmentsAnswer> => {
    if (!(await lockSession(tx, sessionId))) return { kind: "not-found" };
    const found = await readSeenSegment(tx, sessionId, wanted);
    if (found.kind !== "seen") return found;
    const tombstone = await burySegment(tx, found.row);
    // The next worker must not recognise these words again: it could not know that they were deleted.
    const endSample = msToSamples(found.row.endMs);
    await tx.$executeRaw`UPDATE session SET anchor = GREATEST(anchor, ${endSample}::bigint) WHERE id = ${sessionId}`;
    return { kind: "changed", segments: [tombstone], translations: [], owed: [] };
  });
}
