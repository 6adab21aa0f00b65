import { EnvError } from "#platform/env";
import type { Log } from "#platform/log";
import { tryAtStart } from "../../google-start";
import type { GoogleTranslationOptions } from "./google";
import { serviceFor } from "./google";

const HINTS: Readonly<Record<number, string>> = {
  3: "Check GOOGLE_TRANSLATE_LOCATION and GOOGLE_TRANSLATE_MODEL.",
  5: "Check GOOGLE_CLOUD_PROJECT, GOOGLE_TRANSLATE_LOCATION, GOOGLE_TRANSLATE_MODEL and GOOGLE_TRANSLATE_GLOSSARY.",
  7:
    "Check GOOGLE_CLOUD_PROJECT, enable translate.googleapis.com in it, and give the credentials the role " +
    "Cloud Translation API User.",
  9: "Check that the project has billing.",
  16: "Make new credentials: they are not valid.",
};

/**
 * Translates a short word, which checks credentials, project, location, model and glossary.
 * @throws EnvError with one sentence that names the cause
 */
export async function checkGoogleTranslation(options: GoogleTranslationOptions, log: Log): Promise<void> {
  if (options.glossary && (options.location ?? "global") === "global") {
    throw new EnvError(
      "A glossary needs a location of its own: set GOOGLE_TRANSLATE_LOCATION, to us-central1 for one.",
    );
  }
  const service = serviceFor(options);
  const firstCall = { call: () => service.check(), close: () => service.close() };
  await tryAtStart("Google Cloud Translation", HINTS, firstCall, log);
}
