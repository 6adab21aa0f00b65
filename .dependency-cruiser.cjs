/** The import rules of the design: which folder may import which. tests/setup/import-rules.test.ts plants a violation of each. */
const rule = (name, from, to) => ({ name, severity: "error", from, to });

module.exports = {
  forbidden: [
    // Types that name each other are gone when the program runs.
    rule("no-cycles", {}, { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } }),
    rule("nothing-unresolved", {}, { couldNotResolve: true }),
    rule("protocol-imports-only-zod", { path: "^protocol/" }, { pathNot: "^(protocol|node_modules/zod)/" }),
    // One publisher for gateways and workers: it knows rooms and messages, not where they come from.
    rule("publishing-imports-only-protocol", { path: "^publishing/" }, { pathNot: "^(publishing|protocol)/" }),
    rule(
      "app-knows-no-gateway-publishing-redis-worker",
      { path: "^(app|pages)/" },
      { path: "^(gateway|publishing|redis|takes|worker)/" },
    ),
    // Writing the files of a session is a pure core: its caller reads the session and checks access.
    rule(
      "export-is-pure",
      { path: "^export/" },
      {
        path: "^(access|app|deletion|gateway|mail|platform|publishing|redis|store|takes|worker)/|^(node:)?(fs|http|net|child_process)",
      },
    ),
    rule("redis-knows-no-store", { path: "^redis/" }, { path: "^store/" }),
    rule("gateway-knows-no-worker", { path: "^gateway/" }, { path: "^worker/" }),
    rule("worker-knows-no-gateway", { path: "^worker/" }, { path: "^gateway/" }),
    rule(
      "only-store-imports-prisma",
      { pathNot: "^(store/|prisma\\.config\\.ts$)" },
      { path: "^(store/generated|node_modules/(@prisma|prisma))/" },
    ),
    rule(
      "product-imports-no-tests-or-scripts",
      {
        path: "^(server\\.ts|proxy\\.ts|(access|app|deletion|export|gateway|mail|pages|platform|protocol|publishing|redis|store|takes|worker)/)",
      },
      { path: "^(tests|testing|scripts|bench)/" },
    ),
  ],
  options: {
    doNotFollow: { path: ["node_modules", "^store/generated/"] },
    exclude: {
      path: "^(\\.next|\\.data|\\.pages-below-path-[^/]+|test-results|playwright-report)/|^next-env\\.d\\.ts$",
    },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mts", ".mjs", ".js", ".cjs", ".json"],
    },
  },
};
