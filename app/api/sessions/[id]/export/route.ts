import contentDisposition from "content-disposition";
import { mayExport } from "#access/session-access";
import { userFrom } from "#access/user";
import { exportSession } from "#export/export-session";
import { ExportChoice } from "#protocol/export";
import { SessionId } from "#protocol/session";
import { readWholeSession } from "#store/export";
import { documentWords } from "../../../../sessions/document-words";

type Context = { params: Promise<{ id: string }> };

/** `GET /api/sessions/ID/export?format=srt&lang=vi&original=1`: the session as a file. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { id } = await params;
  const choice = ExportChoice.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!choice.success) return new Response(null, { status: 400 });
  const user = await userFrom(request.headers);
  // Not there and not yours look the same.
  const allowed =
    SessionId.safeParse(id).success && user !== null && (await mayExport({ kind: "user", user }, id)) !== null;
  const stored = allowed ? await readWholeSession(id) : null;
  if (!stored) return new Response(null, { status: 404 });
  if (choice.data.lang && !stored.session.targetLangs.includes(choice.data.lang)) {
    return new Response(null, { status: 400 });
  }
  const file = await exportSession(stored, choice.data, await documentWords(stored.session));
  return new Response(typeof file.content === "string" ? file.content : new Uint8Array(file.content), {
    headers: {
      "Content-Type": file.type,
      "Content-Disposition": contentDisposition(file.name),
      "Cache-Control": "no-store",
    },
  });
}
