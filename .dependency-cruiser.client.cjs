/** The modules that run in the browser: those of app/ that say "use client", and everything that they reach. */
const { readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");
const { options } = require("./.dependency-cruiser.cjs");

const saying = (directive) => {
  const files = readdirSync(join(__dirname, "app"), { recursive: true }).filter((file) => /\.tsx?$/.test(file));
  const chosen = files.filter((file) =>
    readFileSync(join(__dirname, "app", file), "utf8").startsWith(`"${directive}"`),
  );
  return `^app/(${chosen.map((file) => file.replace(/[.[\]()]/g, "\\$&")).join("|") || "(?!)"})$`;
};

module.exports = {
  forbidden: [
    {
      name: "client-code-imports-only-protocol-and-app",
      severity: "error",
      from: { path: saying("use client") },
      to: {
        path: "^(server\\.ts|(access|deletion|export|gateway|mail|platform|redis|store|takes|worker|scripts|testing|tests)/)",
        reachable: true,
      },
    },
  ],
  // A server action is called over the network: what it imports stays on the server.
  options: { ...options, doNotFollow: { path: [...options.doNotFollow.path, saying("use server")] } },
};
