import { type Browser, chromium as playwright } from "@playwright/test";
import { build } from "esbuild";
import { CHUNK_BYTES } from "#protocol/sound";
import { chromium } from "./chromium";

declare const encodeAll: (chunks: readonly string[]) => Promise<string[]>;

// Pages of localhost have WebCodecs.
const ADDRESS = "http://localhost/";
const PROGRAM = `
import { OpusEncoder } from "#app/speaking/opus-encoder";
const decode = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
const encode = (bytes) => btoa(String.fromCharCode(...bytes));
globalThis.encodeAll = async (chunks) => {
  const encoder = await OpusEncoder.open();
  const encoded = [];
  let before;
  for (const chunk of chunks.map(decode)) {
    encoded.push(encode(await encoder.encode(chunk, before)));
    before = chunk;
  }
  encoder.close();
  return encoded;
};`;

/** The product's Opus encoder in Chromium. @param sound PCM; the last part of a chunk is left out @returns packed chunks */
export async function encodeInChromium(sound: Uint8Array): Promise<Uint8Array[]> {
  const stdin = { contents: PROGRAM, resolveDir: process.cwd() };
  const { outputFiles } = await build({ stdin, bundle: true, write: false, format: "iife" });
  let browser: Browser | null = null;
  try {
    browser = await playwright.launch(chromium());
    const page = await browser.newPage();
    await page.route(ADDRESS, (route) => route.fulfill({ body: "<!doctype html>", contentType: "text/html" }));
    await page.goto(ADDRESS);
    await page.evaluate(outputFiles[0]?.text ?? "");
    const chunks: string[] = [];
    for (let at = 0; at + CHUNK_BYTES <= sound.length; at += CHUNK_BYTES)
      chunks.push(Buffer.from(sound.subarray(at, at + CHUNK_BYTES)).toString("base64"));
    const encoded = await page.evaluate((given) => encodeAll(given), chunks);
    return encoded.map((text) => new Uint8Array(Buffer.from(text, "base64")));
  } finally {
    await browser?.close();
  }
}
