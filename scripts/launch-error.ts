/** An expected error of `npm start`. Its message is a sentence for the person who ran it. */
export class LaunchError extends Error {
  override readonly name = "LaunchError";
}
