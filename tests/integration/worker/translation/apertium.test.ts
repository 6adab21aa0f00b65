import { spawn } from "node:child_process";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "#testing/eventually";
import { descendants, isAlive, signalProcess } from "#testing/processes/process-table";
import { createApertium } from "#worker/translation/apertium/apertium";
import type { Translator } from "#worker/translation/port";

let apertium: Translator;

beforeAll(() => {
  apertium = createApertium();
});
afterAll(() => apertium.close());

const to = async (lang: string, text: string) => apertium.translate({ text, from: "en-US", to: lang, terms: [] });

/** Shows whether the next reply is still the reply to the next request. */
const inStep = async () =>
  expect((await to("es", "The house has 42 windows.")).text).toBe("La casa tiene 42 ventanas.");

describe("Apertium's translations", () => {
  it.each([
    ["es", "The meeting will start in ten minutes.", "La reunión empezará en diez minutos.", 0],
    ["es", "i live in london", "Vivo en Londres", 0],
    ["ca", "Where is the nearest train station?", "On és l'estació de tren més propera?", 0],
    ["ca", "Good morning everyone and thank you for coming.", "Bon dia tothom i gràcies per venir.", 0],
    ["es", "The zzxqv is red.", "El zzxqv es rojo.", 1],
    ["es", "", "", 0],
  ])("writes in %s: %s", async (lang, text, translated, unknownWords) => {
    expect(await to(lang, text)).toEqual({ text: translated, unknownWords });
  });

  it.each([
    ["brackets", "[a] [[t:b:1]] ]x[ {y} ^z$ <b>bold</b> \\ \\[", ["[", "]", "{", "}", "^", "$", "<", ">", "\\"]],
    ["NUL and newlines", "one\0two\nthree\r\n\tfour", ["cuatro"]],
    ["emoji", "I am happy 😀🇪🇸👩‍👩‍👧.", ["😀", "🇪🇸", "👩‍👩‍👧"]],
    ["Vietnamese", "xin chào các bạn", ["chào", "bạn"]],
    ["its own marks", "*a* #b @c", ["*", "#", "@"]],
    ["half a surrogate pair", "the \ud83d house", ["casa"]],
  ])("keeps %s and stays in step", async (_name, text, kept) => {
    const { text: translated } = await to("es", text);
    for (const part of kept) expect(translated).toContain(part);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none may come back
    expect(translated).not.toMatch(/[\u0000-\u001f]/);
    await inStep();
  });

  it.each([
    ["es", "The Interline project is finished.", "El proyecto de Interline está acabado.", 0],
    ["es", "House Bar, the house is red.", "House Bar, la casa es roja.", 0],
    ["es", "the House Bar is not far from C++!", "¡El House Bar no es lejos de C++!", 0],
    [
      "es",
      '(The Rose) and "The Rose": The Rose\'s house is red',
      '(The Rose) y "The Rose": la casa de The Rose es roja',
      0,
    ],
    ["es", "iPhone is the best zzxqv", "iPhone es el mejor zzxqv", 1],
    ["ca", "We went to Bến Tre and Madrid.", "Vam anar a Bến Tre i Madrid.", 0],
    ["ca", "The Rose's rice is the best.", "L'arròs de The Rose és el millor.", 0],
  ])("keeps a vocabulary's terms, in %s: %s", async (lang, text, translated, unknownWords) => {
    const terms = ["Interline", "House Bar", "C++", "The Rose", "iPhone", "Bến Tre"];
    const written = await apertium.translate({ text, from: "en-US", to: lang, terms });
    expect(written).toEqual({ text: translated, unknownWords });
  });

  it("keeps more terms in a line than it has placeholders, and arbitrary terms", async () => {
    const many = Array.from({ length: 30 }, (_, index) => `Wq${index}w`);
    const { text, unknownWords } = await apertium.translate({
      text: `We met ${many.join(", ")}.`,
      from: "en-US",
      to: "es",
      terms: many,
    });
    expect([text, unknownWords]).toEqual([`Cumplimos ${many.join(", ")}.`, 0]);
    const hostile = fc.stringMatching(/^[a-z^$<>[\]{}\\/@*#]{1,8}$/);
    await fc.assert(
      fc.asyncProperty(hostile, async (term) => {
        const request = { text: `We live in ${term} now.`, from: "en-US", to: "es", terms: [term] };
        expect((await apertium.translate(request)).text).toContain(term);
        await inStep();
      }),
      { numRuns: 50 },
    );
  });

  it("translates all sentences of a long text", async () => {
    const { text } = await to("es", "The house is red. ".repeat(2_000));
    expect(text.match(/La casa es roja\./g)).toHaveLength(2_000);
  });

  it("stays in step with 200 requests at once, and with arbitrary texts among them", async () => {
    const numbers = Array.from({ length: 200 }, (_, index) => index + 100);
    const answers = await Promise.all(numbers.map((n) => to(n % 2 ? "es" : "ca", `The book number ${n}.`)));
    for (const [index, n] of numbers.entries()) expect(answers[index]?.text).toMatch(new RegExp(` ${n}\\.$`));

    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 60 }), async (text) => {
        const [, next] = await Promise.all([to("es", text), to("es", "The house has 42 windows.")]);
        expect(next.text).toBe("La casa tiene 42 ventanas.");
      }),
      { numRuns: 150 },
    );
  });

  it("refuses an unsupported language permanently", async () => {
    expect(apertium.supports("en-US", "vi")).toBe(false);
    expect(apertium.supports("en-US", "es")).toBe(true);
    await expect(to("vi", "Hello.")).rejects.toMatchObject({ kind: "unsupported", retryable: false });
  });
});

describe("Apertium's pipeline", () => {
  /** Another translator, and the pipeline stages that it started. */
  async function own(options: Parameters<typeof createApertium>[0] = {}) {
    const before = new Set(descendants(process.pid, "apertium"));
    const translator = createApertium(options);
    await translator.translate({ text: "Hello.", from: "en-US", to: "es", terms: [] });
    return { translator, stages: descendants(process.pid, "apertium").filter((pid) => !before.has(pid)) };
  }

  const hello = { text: "The house is red.", from: "en-US", to: "es", terms: [] };

  it("fails at once, retryable, if a stage in the middle is killed, and works again", async () => {
    const { translator, stages } = await own({ timeoutMs: 60_000 });
    const [, , middle] = stages;
    signalProcess(middle, "SIGSTOP");
    const pending = translator.translate(hello);
    signalProcess(middle, "SIGKILL");
    await expect(pending).rejects.toMatchObject({ name: "EngineError", kind: "crashed", retryable: true });
    expect((await translator.translate(hello)).text).toBe("La casa es roja.");
    await eventually("the stages of the first pipeline are gone", () => !stages.some(isAlive));
    await translator.close();
  });

  it("fails, retryable, if no answer comes in time, and leaves no stage behind", async () => {
    const { translator, stages } = await own({ timeoutMs: 15_000 });
    const [, , middle] = stages;
    signalProcess(middle, "SIGSTOP");
    await expect(translator.translate(hello)).rejects.toMatchObject({ kind: "unavailable", retryable: true });
    await eventually("the stages are gone, the stopped one too", () => !stages.some(isAlive));
    await translator.close();
  });

  it("ends when it is idle, and starts again for the next request", async () => {
    const { translator, stages } = await own({ idleMs: 50 });
    expect(stages.length).toBeGreaterThan(3);
    await eventually("the stages are gone", () => !stages.some(isAlive));
    expect((await translator.translate(hello)).text).toBe("La casa es roja.");
    await translator.close();
  });

  it("names the missing package", async () => {
    const translator = createApertium({ modesDir: "/nonexistent" });
    await expect(translator.translate(hello)).rejects.toMatchObject({
      kind: "unsupported",
      retryable: false,
      message: expect.stringContaining("apertium-eng-spa"),
    });
    await translator.close();
  });

  it("leaves no process behind if the worker is killed", async () => {
    const holder = spawn(process.execPath, [
      "--import",
      "tsx",
      join(import.meta.dirname, "../../../../testing/processes/apertium-holder.ts"),
    ]);
    const stages = await eventually("all stages run", () => {
      const found = descendants(holder.pid ?? 0, "apertium-eng-spa");
      return found.length >= 10 && found;
    });
    holder.kill("SIGKILL");
    await eventually("they are gone", () => !stages.some(isAlive));
  });
});
