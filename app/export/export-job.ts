import type { ExportChoice } from "#protocol/export";
import type { Scope } from "#protocol/share";
import type { ReaderLanguage } from "../wording/readers/reader-languages";

/** A session to export. The caller has checked access. A reader of a link gets the link's scope of it. */
export type ExportRequest = { readonly sessionId: string; readonly choice: ExportChoice } & (
  | { readonly viewer: "owner" }
  | { readonly viewer: "reader"; readonly scope: Scope }
);

/** The language of a file's own texts, and the time zone of its times. A reader's may be a language that other pages lack. */
export type DocumentWording = { readonly language: ReaderLanguage; readonly timeZone: string };

export type ExportJob = ExportRequest & { readonly wording: DocumentWording };

/** `missing`: no such session; `unfit`: the session lacks the requested language. */
export type ExportHead =
  | { readonly kind: "file"; readonly name: string; readonly type: string }
  | { readonly kind: "missing" }
  | { readonly kind: "unfit" };

/** Messages from the web process to an export thread. `more` asks for one block; `stop` ends a file early. */
export type ExportOrder =
  | { readonly kind: "make"; readonly job: ExportJob }
  | { readonly kind: "more" }
  | { readonly kind: "stop" };

/** Messages from an export thread. After `end`, `failed` or a head without a file it takes the next job. */
export type ExportAnswer =
  | { readonly kind: "head"; readonly head: ExportHead }
  | { readonly kind: "block"; readonly block: Uint8Array<ArrayBuffer> }
  | { readonly kind: "end" }
  /** Without the error's message, which could quote spoken words. */
  | { readonly kind: "failed"; readonly name: string; readonly code: unknown };
