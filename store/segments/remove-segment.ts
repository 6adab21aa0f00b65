import { msToSamples } from "#protocol/sound";
import { database } from "../database";
import { buryLine, type LinesAnswer, lockSession, readSeenLine, type SeenLine } from "./segment-changes";

export type Removal = SeenLine & { readonly sessionId: string };

/** Takes a line that stands as its owner saw it out for good. */
export async function removeLine({ sessionId, ...wanted }: Removal): Promise<LinesAnswer> {
  return database().$transaction(async (tx): Promise<LinesAnswer> => {
    if (!(await lockSession(tx, sessionId))) return { kind: "not-found" };
    const found = await readSeenLine(tx, sessionId, wanted);
    if (found.kind !== "seen") return found;
    const tombstone = await buryLine(tx, found.line);
    // A worker that takes over must not hear it again: nothing would tell it that these words are known.
    const heard = msToSamples(found.line.endMs);
    await tx.$executeRaw`UPDATE session SET anchor = GREATEST(anchor, ${heard}::bigint) WHERE id = ${sessionId}`;
    return { kind: "changed", segments: [tombstone], translations: [], owed: [] };
  });
}
