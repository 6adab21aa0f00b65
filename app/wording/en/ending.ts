/** The texts about the end of a session and its continuation. */
export const ending = {
  title: "End this session?",
  readers: "{count, plural, =0 {No one is reading.} one {# person is reading.} other {# people are reading.}}",
  help: "Captions stop for everyone. The words stay saved, and you can continue the session for an hour.",
  end: "End session",
  ended: "Ending",
  continue: "Continue session",
  continuing: "Starting",
  left: "You have {duration} left to continue it, with the same links.",
} as const;
