import { expect, test } from "vitest";
import { hintsOf, languagesOf } from "#testing/google/speech-wire";
import { numbered, pause, talks, written } from "#testing/google/talk";

const begin = talks();

test.each(["v1", "v2"] as const)("%s: model, features, hints and candidate languages arrive", async (api) => {
  const model = api === "v1" ? "command_and_search" : "latest_long";
  const talk = await begin({ api, model, hints: ["Interline", "Đà Nẵng"], languages: ["en-US", "vi-VN", "ar-EG"] });
  talk.google.hears({ languageOf: (word) => (word === "w11" ? "vi-VN" : undefined) });
  await talk.says([...numbered(1, 10), ...pause(2), ...numbered(11, 15)]);
  await talk.ends();
  expect(talk.google.configs).toHaveLength(2);
  const [request] = talk.google.configs;
  expect(hintsOf(request ?? {})).toEqual(["Interline", "Đà Nẵng"]);
  expect(languagesOf(request ?? {})).toEqual(["en-US", "vi-VN", "ar-EG"]);
  const sound = { encoding: "LINEAR16", sampleRateHertz: 16_000 };
  const features = { enableAutomaticPunctuation: true, enableWordTimeOffsets: true, enableWordConfidence: true };
  expect(request).toMatchObject(
    api === "v1"
      ? { streamingConfig: { config: { model, ...sound, ...features }, interimResults: true } }
      : {
          recognizer: "projects/demo/locations/global/recognizers/_",
          streamingConfig: {
            config: { model, features, explicitDecodingConfig: sound },
            streamingFeatures: { interimResults: true },
          },
        },
  );
  // The language that Google reports, as a tag of the product.
  expect(talk.finals.map(({ text, lang }) => [text, lang])).toEqual([
    [written(numbered(1, 10)), "en-US"],
    [written(numbered(11, 15)), "vi-VN"],
  ]);
});

test("a request to a model of one language has one language", async () => {
  const talk = await begin({ api: "v1", languages: ["en-US", "vi-VN"] });
  await talk.says(numbered(1, 5));
  await talk.ends();
  expect(languagesOf(talk.google.configs[0] ?? {})).toEqual(["en-US"]);
  expect(talk.finals.map(({ lang }) => lang)).toEqual([undefined]);
});

test("a hypothesis has all words, the length of its stable part, and no words of a final in the same response", async () => {
  const talk = await begin();
  talk.google.hears({ rewrites: true });
  await talk.says(numbered(1, 15), 1);
  await talk.ends();
  const shown = talk.events.flatMap((event) => (event.type === "hypothesis" ? [event] : []));
  const fourth = shown.find(({ text }) => text.startsWith("w1 w2 w3 "));
  expect(fourth).toMatchObject({ text: "w1 w2 w3 um", stable: "w1 w2".length });
  expect(shown.some(({ text }) => text.startsWith("w11 w12"))).toBe(true);
  expect(talk.text).toBe(written(numbered(1, 15)));
});
