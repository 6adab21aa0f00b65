import type { SpeakerPresence } from "#protocol/share";
import { changePresence } from "#redis/presence";
import type { Gateway } from "../context";

/**
 * Stores and publishes the speaker's presence. Does nothing if it is unchanged, or if another socket has begun to speak.
 */
export async function tellPresence(
  { redis, publisher }: Pick<Gateway, "redis" | "publisher">,
  socketId: string,
  sessionId: string,
  speaker: NonNullable<SpeakerPresence>,
): Promise<void> {
  if (await changePresence(redis, sessionId, socketId, speaker)) {
    publisher.speaker(sessionId, speaker);
  }
}
