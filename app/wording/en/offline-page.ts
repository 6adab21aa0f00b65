/** The texts of the page that opens without a network. */
export const offlinePage = {
  title: "No connection",
  help: "You can record now. The sound stays on this device, encrypted, and is transcribed as soon as the network is back.",
  helpSession:
    "Your session waits for the network. You can go on recording: what you say is transcribed as soon as it is back.",
  record: "Record",
  recording: "Recording",
  pause: "Pause",
  recorded: "Recorded",
  limit: "An hour is kept at most.",
  unstored: "This browser stores no sound, so it can record nothing without a connection.",
  noMicrophone: "The microphone could not be opened.",
  sending: "The network is back. Starting the session.",
  refused: "The session could not be started. The recording is kept for a day, and this page tries again.",
} as const;
