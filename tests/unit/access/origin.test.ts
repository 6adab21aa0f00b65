import { expect, test } from "vitest";
import { judgeOrigin } from "#access/origin";

test.each([
  [{ host: "localhost:3000" }, undefined, "none"],
  [{ host: "localhost:3000", origin: "http://localhost:3000" }, undefined, "same"],
  [{ host: "LOCALHOST:3000", origin: "http://localhost:3000" }, undefined, "same"],
  [{ host: "localhost:3000", origin: "http://localhost:3001" }, undefined, "foreign"],
  [{ host: "localhost:3000", origin: "http://evil.example" }, undefined, "foreign"],
  [{ host: "localhost:3000", origin: "null" }, undefined, "foreign"],
  [{ origin: "http://localhost:3000" }, undefined, "foreign"],
  [{ host: "inner:3000", origin: "https://talk.example" }, "https://talk.example/", "same"],
  [{ host: "talk.example", origin: "http://talk.example" }, "https://talk.example", "foreign"],
  [{ host: "evil.example", origin: "http://evil.example" }, "https://talk.example", "foreign"],
] as const)("%j with PUBLIC_URL %s is %s", (headers, publicUrl, verdict) => {
  expect(judgeOrigin(headers, publicUrl)).toBe(verdict);
});
