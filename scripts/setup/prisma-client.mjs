import { hashOf, unlessDone } from "./stamp.mjs";
import { run, step } from "./step.mjs";

/** Generates store/generated from prisma/schema.prisma, unless it is from this schema. */
export async function generateClient() {
  const inputs = () => hashOf(["prisma/schema.prisma", "prisma.config.ts", "node_modules/prisma/package.json"]);
  await unlessDone("store/generated/.made-from", inputs, () =>
    step("Generating the database client", () =>
      run(process.execPath, ["node_modules/prisma/build/index.js", "generate"], {
        ...process.env,
        CHECKPOINT_DISABLE: "1",
        // Generating needs no engine, but Prisma downloads one unless this names a file that exists.
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      }),
    ),
  );
}
