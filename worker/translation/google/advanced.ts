import { v3 } from "@google-cloud/translate";
import { credentials } from "@grpc/grpc-js";
import { EngineError } from "../../engine-error";
import { type GoogleService, type TextFormat, TIMEOUT_MS } from "./service";

/** v3: strings in one request (translation_service.proto). */
const MAX_STRINGS = 1024;

/** It takes no HTML (https://docs.cloud.google.com/translate/docs/supported-formats). */
const PLAIN_ONLY = /(^|\/)translation-llm$/;

export type AdvancedOptions = {
  /** Default: the project of the credentials. */
  readonly projectId?: string | undefined;
  /** `global`, or a region such as `us-central1`. A glossary needs a region. */
  readonly location: string;
  /** `nmt`, `translation-llm`, or the full name of a model. */
  readonly model: string;
  /** The id of a glossary in `location`, or its full name. */
  readonly glossary?: string | undefined;
  /** `host:port` of an emulator, used without encryption and credentials. */
  readonly emulatorHost?: string | undefined;
};

/** Cloud Translation v3 (Advanced) by gRPC, with Application Default Credentials. */
export function createAdvanced(options: AdvancedOptions): GoogleService {
  const { location } = options;
  const client = new v3.TranslationServiceClient(clientOptions(options));
  let parent: Promise<string> | null = null;
  const findParent = async () => `projects/${options.projectId ?? (await client.getProjectId())}/locations/${location}`;

  async function place(): Promise<string> {
    parent ??= findParent();
    try {
      return await parent;
    } catch (error) {
      parent = null;
      throw error;
    }
  }

  type Request = {
    readonly from: string;
    readonly to: string;
    readonly format: TextFormat;
    readonly glossary?: string | undefined;
  };

  async function request(texts: readonly string[], { from, to, format, glossary }: Request) {
    const parent = await place();
    // Without a model Google uses NMT, which keeps marked terms where the configured model cannot.
    const model = format === "text/html" && PLAIN_ONLY.test(options.model) ? "nmt" : options.model;
    const [answer] = await client.translateText(
      {
        parent,
        contents: [...texts],
        // Google's default is text/html, which turns an apostrophe into &#39;.
        mimeType: format,
        sourceLanguageCode: from,
        targetLanguageCode: to,
        ...(model !== "nmt" && { model: fullName(model, `${parent}/models/general/`) }),
        ...(glossary && { glossaryConfig: { glossary: fullName(glossary, `${parent}/glossaries/`) } }),
      },
      { timeout: TIMEOUT_MS },
    );
    const written = glossary ? answer.glossaryTranslations : answer.translations;
    return (written ?? []).map(({ translatedText }) => translatedText ?? "");
  }

  return {
    maxStrings: MAX_STRINGS,

    translate: (texts, from, to, format) => request(texts, { from, to, format, glossary: options.glossary }),

    async check() {
      // A glossary may be for other languages, so only its existence is checked.
      await request(["OK"], { from: "en", to: "vi", format: "text/plain" });
      const { glossary } = options;
      if (glossary) await client.getGlossary({ name: fullName(glossary, `${await place()}/glossaries/`) });
    },

    close: () => client.close(),
  };
}

/** @throws EngineError when the options cannot work together */
function clientOptions({ projectId, location, glossary, emulatorHost }: AdvancedOptions) {
  if (glossary && location === "global") {
    throw new EngineError("refused", false, "A glossary needs a location of its own: set GOOGLE_TRANSLATE_LOCATION");
  }
  const project = projectId === undefined ? {} : { projectId };
  if (!emulatorHost) return project;
  const colon = emulatorHost.lastIndexOf(":");
  return {
    ...project,
    apiEndpoint: emulatorHost.slice(0, colon),
    port: Number(emulatorHost.slice(colon + 1)),
    sslCreds: credentials.createInsecure(),
  };
}

function fullName(name: string, prefix: string): string {
  return name.includes("/") ? name : prefix + name;
}
