/** Why `npm start` cannot go on, in a sentence for whoever typed it. */
export class LaunchError extends Error {
  override readonly name = "LaunchError";
}
