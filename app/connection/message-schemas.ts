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

/** What a page that follows a session hears, by zod's schemas. Of its twin without zod, `audience/message-shapes.ts`, a test proves the same. */
export const MESSAGE_SCHEMAS: FollowedMessages = {
  segment: SegmentMessage,
  translation: TranslationMessage,
  latest: LatestMessage,
  changed: ChangedMessage,
  draft: DraftMessage,
  head: HeadMessage,
  speaker: SpeakerMessage,
};
