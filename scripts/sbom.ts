import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

// npm run sbom [-- FILE]
// Writes a CycloneDX list of the packages that run in production, from package-lock.json.

const CHECKOUT = join(import.meta.dirname, "..");
const MOST_BYTES = 100_000_000;

const [file = "sbom.cdx.json", ...rest] = process.argv.slice(2);
if (file.startsWith("-") || rest.length > 0) {
  console.error("Usage: npm run sbom [-- FILE]");
  process.exit(2);
}
const args = "sbom --package-lock-only --omit dev --sbom-format cyclonedx --sbom-type application".split(" ");
const written = execFileSync("npm", args, { cwd: CHECKOUT, encoding: "utf8", maxBuffer: MOST_BYTES });
const { components } = JSON.parse(written) as { components: unknown[] };
writeFileSync(file, written);
console.log(`${file}: ${components.length} packages.`);
