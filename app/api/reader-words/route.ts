import { readerLanguageOf } from "../../wording/readers/reader-language";
import { readerTexts } from "../../wording/readers/reader-wording";

/** `GET /api/reader-words`: the texts of the readers' page in the language that the reader has chosen on that page. */
export function GET({ headers }: Request): Response {
  return Response.json(readerTexts(readerLanguageOf(headers.get("cookie"), headers.get("accept-language"))), {
    headers: { "Cache-Control": "no-store" },
  });
}
