import { register } from "tsx/esm/api";

// `node --import tsx` reaches the first thread of a process alone.
register();
await import("./thread.ts");
