import { register } from "tsx/esm/api";

// `node --import tsx` applies only to the first thread of a process.
register();
await import("./thread.ts");
