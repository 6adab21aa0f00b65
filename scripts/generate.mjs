import { generateClient } from "./setup/prisma-client.mjs";

await generateClient();
