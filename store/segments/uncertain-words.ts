import * as z from "zod/mini";
import type { UncertainLine } from "#protocol/client-events";
import { Word } from "#protocol/transcript";
import { UNCERTAIN_BELOW } from "#protocol/uncertain";
import { database } from "../database";
import { placesOfWords } from "./word-places";

/** The segment numbers of one page. */
const PAGE = 500;

/** `next`: the seq from which the following page begins; null: this is the last one. */
export type UncertainPage = { readonly lines: readonly UncertainLine[]; readonly next: number | null };

const Words = z.array(Word);

type Row = { seq: number; part: number; rev: number; text: string; words: unknown; isEdited: boolean };

/** Reads the closed segments from `fromSeq` on that have uncertain words, and the places of these words in their texts. */
export async function readUncertainWords(sessionId: string, fromSeq: number): Promise<UncertainPage> {
  const toSeq = fromSeq + PAGE;
  const rows = await database().$queryRaw<Row[]>`
    SELECT seq, part, rev, text, words, edited_at IS NOT NULL AS "isEdited" FROM segment
    WHERE session_id = ${sessionId} AND seq >= ${fromSeq} AND seq < ${toSeq} AND kind = 'speech' AND NOT open
      AND jsonb_path_exists(words, '$[*].confidence ? (@ < $below)',
        jsonb_build_object('below', ${UNCERTAIN_BELOW}::float8))
    ORDER BY seq, part`;
  const following = await database().segment.findFirst({
    where: { sessionId, seq: { gte: toSeq } },
    orderBy: { seq: "asc" },
    select: { seq: true },
  });
  const lines = rows.map(({ seq, part, rev, text, words, isEdited }) => {
    const places = placesOfWords(text, Words.parse(words), { wanted: isUncertain, isEdited });
    return { seq, ...(part !== 0 && { part }), rev, places };
  });
  return { lines: lines.filter(({ places }) => places.length > 0), next: following?.seq ?? null };
}

function isUncertain({ confidence }: Word): boolean {
  return confidence !== null && confidence < UNCERTAIN_BELOW;
}
