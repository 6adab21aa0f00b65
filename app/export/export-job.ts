import type { ExportChoice } from "#protocol/export";
import type { Scope } from "#protocol/share";
import type { RequestWording } from "../wording/wording";

/** One session as a file, for somebody who may have it. */
export type ExportJob = {
  readonly sessionId: string;
  readonly choice: ExportChoice;
  readonly scope: Scope;
  /** A link's reader learns no id. */
  readonly viewer: "owner" | "reader";
  readonly wording: RequestWording;
};

/** `missing`: there is no such session; `unfit`: it has not what was asked for. */
export type ExportHead =
  | { readonly kind: "file"; readonly name: string; readonly type: string }
  | { readonly kind: "missing" }
  | { readonly kind: "unfit" };

/** What the web process tells an export thread. `more` asks for one chunk; `stop` ends a file early. */
export type ExportOrder =
  | { readonly kind: "make"; readonly job: ExportJob }
  | { readonly kind: "more" }
  | { readonly kind: "stop" };

/** What an export thread tells. After a head that is no file, `end` and `failed` it is free for the next job. */
export type ExportAnswer =
  | { readonly kind: "head"; readonly head: ExportHead }
  | { readonly kind: "chunk"; readonly chunk: Uint8Array<ArrayBuffer> }
  | { readonly kind: "end" }
  /** No message: it could quote spoken words. */
  | { readonly kind: "failed"; readonly name: string; readonly code: unknown };
