// node scripts/complete-lock.mjs
// Run it after `npm install` against a registry mirror that lacks the optional packages of other systems. npm then
// leaves them out of package-lock.json, and `npm ci` refuses the file. This script adds them again.
import { readFileSync, writeFileSync } from "node:fs";

const FILE = "package-lock.json";
const SYSTEMS = ["android", "darwin", "freebsd", "linux", "openharmony", "win32"];
const PROCESSORS = ["arm64", "x64", "wasm32", "ia32", "ppc64", "riscv64", "s390x", "arm"];

const lock = JSON.parse(readFileSync(FILE, "utf8"));
const { packages } = lock;
for (const [path, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (isNamed(path, name)) continue;
    packages[`node_modules/${name}`] = { version, ...(dev ? { dev } : {}), optional: true, ...madeFor(name) };
    console.log(`${name} ${version}`);
  }
}
const byPath = ([a], [b]) => (a === "" ? -1 : b === "" ? 1 : a.localeCompare(b, "en"));
lock.packages = Object.fromEntries(Object.entries(packages).sort(byPath));
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);

/** Whether Node would resolve `name` from the package at `path`. */
function isNamed(path, name) {
  for (let at = path; at !== ""; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/"))))
    if (packages[`${at}/node_modules/${name}`]) return true;
  return Boolean(packages[`node_modules/${name}`]);
}

/** Reads system, processor and C library from the name of such a package. */
function madeFor(name) {
  const cpu = PROCESSORS.find((part) => name.includes(part));
  const os = cpu === "wasm32" ? undefined : SYSTEMS.find((part) => name.includes(part));
  const libc = name.includes("musl") ? "musl" : os === "linux" && name.includes("gnu") ? "glibc" : undefined;
  const given = Object.entries({ cpu, os, libc }).filter(([, value]) => value);
  return Object.fromEntries(given.map(([key, value]) => [key, [value]]));
}
