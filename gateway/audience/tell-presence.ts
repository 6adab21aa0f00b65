import { controlRoom } from "#protocol/rooms";
import type { SpeakerPresence } from "#protocol/share";
import { changePresence } from "#redis/presence";
import type { Gateway } from "../context";

/** Tells everybody what became of the speaker, unless another socket speaks meanwhile. */
export async function tellPresence(
  { redis, io }: Pick<Gateway, "redis" | "io">,
  socketId: string,
  sessionId: string,
  speaker: NonNullable<SpeakerPresence>,
): Promise<void> {
  if (await changePresence(redis, sessionId, socketId, speaker)) {
    io.to(controlRoom(sessionId)).emit("speaker", { speaker });
  }
}
