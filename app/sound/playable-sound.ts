/** The name of the format in which sound is stored. */
const OGG_OPUS = 'audio/ogg; codecs="opus"';

/** An address of sound, in a format that the browser plays. */
export function playableSound(address: string, audio: Pick<HTMLAudioElement, "canPlayType">): string {
  return audio.canPlayType(OGG_OPUS) === "" ? `${address}?format=wav` : address;
}
