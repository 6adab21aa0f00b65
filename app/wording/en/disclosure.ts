/** The texts about the use of sound and words. */
export const disclosure = {
  title: "How your voice and your words are used",
  heardHere: "{engine} turns your speech into text on this server. The sound goes nowhere else.",
  heardElsewhere: "The sound is sent to {engine}, which turns it into text.",
  translatedHere: "{engine} translates on this server.",
  translatedElsewhere: "Your words are sent to {engine}, which translates them.",
  soundKept: "The sound is kept until you delete it.",
  soundKeptDays: "The sound is deleted {days, plural, one {# day} other {# days}} after the session.",
  textKept: "The text is kept until you delete it.",
  textKeptDays: "The text is deleted {days, plural, one {# day} other {# days}} after the session.",
  kept: "The sound is deleted once it is text. The text is kept until you delete it.",
  keptDays:
    "The sound is deleted once it is text. The text is deleted {days, plural, one {# day} other {# days}} after the session.",
} as const;
