// depcruise --output-type "plugin:$PWD/scripts/report-imports.mjs": part of `npm run check`.
// Reports the violations of the import rules, and the cycles between folders: of folders that lie beside each other, one
// imports the other. The tool's own rule for folders counts a folder with the folders in it, so that each wiring file, such
// as `gateway/gateway.ts`, is a cycle.

/** @param result the result of dependency-cruiser */
export default function reportImports({ modules, summary }) {
  const lines = [...summary.violations.map(violationLine), ...folderCycles(modules).map(cycleLines)];
  return { output: lines.map((line) => `${line}\n`).join(""), exitCode: Math.min(lines.length, 1) };
}

function violationLine({ rule, from, to, cycle = [] }) {
  return `${rule.name}: ${[from, ...(cycle.length > 0 ? cycle.map(({ name }) => name) : [to])].join(" -> ")}`;
}

function cycleLines(cycle) {
  const folders = [...cycle.map(({ from }) => from), cycle[0].from];
  const imports = cycle.map(({ file, imported }) => `\n  ${file} imports ${imported}`);
  return `no-folder-cycles: ${folders.join(" -> ")}${imports.join("")}`;
}

/** @returns the shortest cycle through each import that is part of one, once; an import is named for each step */
function folderCycles(modules) {
  const steps = stepsBetweenFolders(modules);
  const cycles = new Map();
  for (const step of [...steps.values()].flatMap((next) => [...next.values()])) {
    const back = shortestPath(steps, step.to, step.from);
    if (!back) continue;
    const cycle = [step, ...back];
    const folders = cycle.map(({ from }) => from).sort();
    if (!cycles.has(folders.join())) cycles.set(folders.join(), cycle);
  }
  return [...cycles.values()];
}

/** By folder, then by the folder that it imports. Imports of types count. */
function stepsBetweenFolders(modules) {
  const steps = new Map();
  for (const { source, dependencies } of modules)
    for (const { resolved } of dependencies) {
      const [from, to] = foldersBeside(source, resolved);
      if (from === undefined || to === undefined) continue;
      if (!steps.has(from)) steps.set(from, new Map());
      if (!steps.get(from).has(to)) steps.get(from).set(to, { from, to, file: source, imported: resolved });
    }
  return steps;
}

/** The two folders, of one parent, that the files are in. Undefined where a file lies in the parent itself. */
function foldersBeside(one, other) {
  const paths = [one, other].map((file) => file.split("/").slice(0, -1));
  const depth = paths[0].findIndex((name, at) => name !== paths[1][at]);
  return paths.map((path) => (depth >= 0 && depth < path.length ? path.slice(0, depth + 1).join("/") : undefined));
}

function shortestPath(steps, start, end) {
  const paths = [[start, []]];
  const seen = new Set([start]);
  for (const [folder, path] of paths) {
    if (folder === end) return path;
    for (const step of steps.get(folder)?.values() ?? [])
      if (!seen.has(step.to)) {
        seen.add(step.to);
        paths.push([step.to, [...path, step]]);
      }
  }
  return null;
}
