import contentDisposition from "content-disposition";
import { exportSession } from "#export/export-session";
import { languagesOf } from "#export/languages";
import type { ExportedSession } from "#protocol/export";
import { ExportChoice } from "#protocol/export";
import type { Scope } from "#protocol/share";
import { documentWords } from "../sessions/document-words";

/** What an address asks for; null: nothing that there is. */
export function choiceIn(request: Request): ExportChoice | null {
  return ExportChoice.safeParse(Object.fromEntries(new URL(request.url).searchParams)).data ?? null;
}

/** A session, or what somebody may take along of it, as the file that was asked for. */
export async function fileAnswer(exported: ExportedSession, choice: ExportChoice, scope: Scope): Promise<Response> {
  const { lang, original, format } = choice;
  const isThere = lang === undefined || languagesOf(exported).written.includes(lang);
  const showsOriginal = format !== "json" && (lang === undefined || original);
  if (!isThere || (showsOriginal && !scope.original)) return new Response(null, { status: 400 });
  const file = await exportSession(exported, choice, await documentWords(exported));
  return new Response(typeof file.content === "string" ? file.content : new Uint8Array(file.content), {
    headers: {
      "Content-Type": file.type,
      "Content-Disposition": contentDisposition(file.name),
      "Cache-Control": "no-store",
    },
  });
}
