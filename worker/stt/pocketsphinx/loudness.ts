/** Root mean square of the differences between samples, which ignores an offset and most of a mains hum. */
export function loudness(sound: Int16Array): number {
  let sum = 0;
  for (let at = 1; at < sound.length; at += 1) sum += ((sound[at] ?? 0) - (sound[at - 1] ?? 0)) ** 2;
  return Math.sqrt(sum / Math.max(1, sound.length - 1));
}
