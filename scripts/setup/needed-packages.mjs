import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * @typedef {object} NeededPackage
 * @property {string} name the name of the Debian package
 * @property {string} why
 * @property {() => boolean} isPresent
 */

/**
 * @param {"start"
 * "test"} purpose tests always use the built-in engines and private databases
 * @param {NodeJS.ProcessEnv} env
 * @returns {NeededPackage[]}
 */
export function neededPackages(purpose, env) {
  const isTest = purpose === "test";
  const speaks = isTest || (env.STT_ENGINE || "pocketsphinx") === "pocketsphinx";
  const translates = isTest || (env.TRANSLATION_ENGINE || "apertium") === "apertium";
  return [
    ...(isTest || !env.REDIS_URL ? [program("redis-server", "the queue and the mailbox of live sessions")] : []),
    program("ffmpeg", "decodes recordings"),
    ...(speaks ? SPEECH : []),
    ...(translates ? TRANSLATION : []),
    ...(isTest ? TESTS : []),
  ];
}

const SPEECH = [
  library("libpocketsphinx3", "recognises English speech", "libpocketsphinx.so.3"),
  file("pocketsphinx-en-us", "its model of English", "/usr/share/pocketsphinx/model/en-us/en-us.lm.bin"),
];

const TRANSLATION = [
  program("apertium", "translates"),
  file("apertium-eng-spa", "English to Spanish", "/usr/share/apertium/modes/eng-spa.mode"),
  file("apertium-eng-cat", "English to Catalan", "/usr/share/apertium/modes/eng-cat.mode"),
];

const TESTS = [
  program("chromium-headless-shell", "the browser of the end-to-end tests"),
  program("flite", "speaks the sentences that the tests recognise"),
];

/** @returns {NeededPackage} present if a program of that name is on the PATH */
function program(/** @type {string} */ name, /** @type {string} */ why) {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin"];
  return { name, why, isPresent: () => folders.some((folder) => existsSync(join(folder, name))) };
}

/** @returns {NeededPackage} */
function file(/** @type {string} */ name, /** @type {string} */ why, /** @type {string} */ path) {
  return { name, why, isPresent: () => existsSync(path) };
}

/** @returns {NeededPackage} present if the dynamic linker knows the library */
function library(/** @type {string} */ name, /** @type {string} */ why, /** @type {string} */ soname) {
  const known = () => spawnSync("/sbin/ldconfig", ["-p"], { encoding: "utf8" }).stdout ?? "";
  return { name, why, isPresent: () => known().includes(soname) };
}
