import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import {
  loadPackageDefinition,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServiceClientConstructor,
  type ServiceDefinition,
  type sendUnaryData,
} from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import { decode, encode } from "html-entities";

const MODULES = join(import.meta.dirname, "../../node_modules");
const PROTO = "google/cloud/translate/v3/translation_service.proto";
const SERVICE = "google.cloud.translation.v3.TranslationService";
/** Google's documented limits of a request: strings and code points. */
const MAX_STRINGS = 1024;
const MAX_CODEPOINTS = 30_000;

const PROJECT = "projects/demo/locations/";
const LOCATIONS = ["global", "us-central1"];
const GLOSSARY = `${PROJECT}us-central1/glossaries/names`;

export type TranslateTextRequest = {
  readonly parent: string;
  readonly contents: readonly string[];
  readonly mimeType: string;
  readonly sourceLanguageCode: string;
  readonly targetLanguageCode: string;
  readonly model: string;
  readonly glossaryConfig: { readonly glossary: string } | null;
};

type BasicRequest = {
  readonly key: string | undefined;
  readonly q: readonly string[];
  readonly target: string;
  readonly format: string | undefined;
};

type Fault = { readonly code: number; readonly message: string };

/** The words that it translates; it keeps all others. */
const WORDS: Readonly<Record<string, string>> = { Rose: "Hoa hồng", Apple: "Táo" };

/** A stand-in for Google Cloud Translation, v3 by gRPC and v2 by REST, that enforces Google's documented limits. */
export class GoogleTranslationStandIn {
  /** Every v3 request, in the order of arrival. */
  readonly requests: TranslateTextRequest[] = [];
  /** Every v2 request. */
  readonly basicRequests: BasicRequest[] = [];
  /** Faults by target language. */
  readonly faults = new Map<string, Fault>();
  /** Promises, by target language, for which the answers wait. */
  readonly holds = new Map<string, Promise<unknown>>();
  readonly #grpc = new Server();
  readonly #rest = createServer((request, response) => void this.#answerBasic(request, response));
  host = "";
  origin = "";

  async start(): Promise<this> {
    this.#grpc.addService(serviceDefinition(), {
      translateText: (call: ServerUnaryCall<TranslateTextRequest, object>, done: sendUnaryData<object>) =>
        void this.#answer(call.request, done),
      getGlossary: ({ request }: ServerUnaryCall<{ readonly name: string }, object>, done: sendUnaryData<object>) => {
        if (request.name === GLOSSARY) done(null, { name: request.name });
        else done({ code: 5, details: `Glossary ${request.name} is not found.` }, null);
      },
    });
    const port = await new Promise<number>((resolve, reject) =>
      this.#grpc.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      ),
    );
    this.host = `127.0.0.1:${port}`;
    await new Promise<void>((resolve) => this.#rest.listen(0, "127.0.0.1", resolve));
    this.origin = `http://127.0.0.1:${(this.#rest.address() as AddressInfo).port}`;
    return this;
  }

  async close(): Promise<void> {
    this.#grpc.forceShutdown();
    this.#rest.closeAllConnections();
    await new Promise((resolve) => this.#rest.close(resolve));
  }

  async #answer(request: TranslateTextRequest, done: sendUnaryData<object>): Promise<void> {
    this.requests.push(request);
    const { contents, targetLanguageCode: to, glossaryConfig } = request;
    await this.holds.get(to);
    const fault = this.faults.get(to) ?? refusal(request);
    if (fault) return done({ code: fault.code, details: fault.message }, null);
    const write = (text: string) => written(text, to, request.mimeType !== "text/plain");
    const translations = contents.map((text) => ({ translatedText: write(text), model: request.model }));
    const terms = contents.map((text) => ({ translatedText: `{glossary} ${write(text)}` }));
    done(null, { translations, glossaryTranslations: glossaryConfig ? terms : [] });
  }

  async #answerBasic(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { q, target, format } = JSON.parse(Buffer.concat(parts).toString()) as {
      q: string[];
      target: string;
      format?: string;
    };
    const key = request.headers["x-goog-api-key"];
    this.basicRequests.push({ key: typeof key === "string" ? key : undefined, q, target, format });
    const fault = this.faults.get(target) ?? (q.length > 128 ? { code: 400, message: "Too many text segments" } : null);
    response.writeHead(fault?.code ?? 200, { "content-type": "application/json" });
    const translations = q.map((text) => ({ translatedText: written(text, target, format !== "text") }));
    response.end(JSON.stringify(fault ? { error: fault } : { data: { translations } }));
  }
}

/** Translates a text: plain `[vi] it's`, HTML `[vi] it&#39;s`. Tags and protected spans stay as they are. */
function written(text: string, to: string, isHtml: boolean): string {
  const parts = isHtml ? text.split(/(<span translate="no">.*?<\/span>|<[^<>]*>)/s) : [text];
  const translated = parts.map((part, index) => (index % 2 === 1 ? part : isHtml ? inHtml(part) : inWords(part)));
  return `[${to}] ${translated.join("")}`;
}

function inWords(text: string): string {
  return text.replaceAll(/\p{L}+/gu, (word) => WORDS[word] ?? word);
}

function inHtml(text: string): string {
  return encode(inWords(decode(text))).replaceAll("&apos;", "&#39;");
}

function refusal({ contents, parent, glossaryConfig, model, mimeType }: TranslateTextRequest): Fault | null {
  const [project, location = ""] = [parent.slice(0, PROJECT.length), parent.slice(PROJECT.length)];
  if (project !== PROJECT) return { code: 7, message: `Permission denied on ${parent}.` };
  if (!LOCATIONS.includes(location)) return { code: 3, message: `Unsupported location "${location}".` };
  const points = contents.reduce((sum, text) => sum + Array.from(text).length, 0);
  if (contents.length === 0 || contents.length > MAX_STRINGS) return { code: 3, message: "Too many contents" };
  if (points > MAX_CODEPOINTS) return { code: 3, message: "Text is too long" };
  if (contents.some((text) => text.includes("poison"))) return { code: 3, message: "Invalid text: poison" };
  if (mimeType !== "text/plain" && model.includes("-llm")) return { code: 3, message: "Unsupported MIME type." };
  if (glossaryConfig && parent.endsWith("/global")) return { code: 3, message: "Invalid glossary location" };
  if (model && !model.startsWith(`${parent}/models/`)) return { code: 3, message: "Model is in another location" };
  return null;
}

function serviceDefinition(): ServiceDefinition {
  const folders = ["@google-cloud/translate/build/protos", "google-gax/build/protos"];
  const includeDirs = folders.map((folder) => join(MODULES, folder));
  const definition = loadSync(PROTO, { includeDirs, longs: String, enums: String, defaults: true, oneofs: true });
  const found = SERVICE.split(".").reduce<unknown>(
    (within, name) => (within as Record<string, unknown>)[name],
    loadPackageDefinition(definition),
  );
  return (found as ServiceClientConstructor).service;
}
