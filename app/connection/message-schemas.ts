import {
  ChangedMessage,
  DraftMessage,
  HeadMessage,
  LatestMessage,
  SegmentMessage,
  SpeakerMessage,
  TranslationMessage,
} from "#protocol/messages";
import type { FollowedMessages } from "./followed-messages";

/** The schemas of the messages, by zod. `audience/message-shapes.ts` has the same without zod; a test compares the two. */
export const MESSAGE_SCHEMAS: FollowedMessages = {
  segment: SegmentMessage,
  translation: TranslationMessage,
  latest: LatestMessage,
  changed: ChangedMessage,
  draft: DraftMessage,
  head: HeadMessage,
  speaker: SpeakerMessage,
};
