import type { z } from "zod/mini";
import type * as messages from "#protocol/messages";

/** The part of a schema that a page uses. Zod's schemas have it, and so have lighter ones. */
export type Schema<T> = {
  safeParse(raw: unknown): { readonly success: true; readonly data: T } | { readonly success: false };
};

/** The schemas of the messages that every page of a session gets, the owner's and a reader's. */
export type FollowedMessages = {
  readonly segment: Schema<z.infer<typeof messages.SegmentMessage>>;
  readonly translation: Schema<z.infer<typeof messages.TranslationMessage>>;
  readonly latest: Schema<z.infer<typeof messages.LatestMessage>>;
  readonly changed: Schema<z.infer<typeof messages.ChangedMessage>>;
  readonly draft: Schema<z.infer<typeof messages.DraftMessage>>;
  readonly head: Schema<z.infer<typeof messages.HeadMessage>>;
  readonly speaker: Schema<z.infer<typeof messages.SpeakerMessage>>;
};
