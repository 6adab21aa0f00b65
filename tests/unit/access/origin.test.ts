import { expect, test } from "vitest";
import { judgeOrigin } from "#access/origin";

test.each([
  [{ host: "localhost:3000" }, [], "none"],
  [{ host: "localhost:3000", origin: "http://localhost:3000" }, [], "same"],
  [{ host: "LOCALHOST:3000", origin: "http://localhost:3000" }, [], "same"],
  [{ host: "localhost:3000", origin: "http://localhost:3001" }, [], "foreign"],
  [{ host: "localhost:3000", origin: "http://evil.example" }, [], "foreign"],
  [{ host: "localhost:3000", origin: "null" }, [], "foreign"],
  [{ origin: "http://localhost:3000" }, [], "foreign"],
  [{ host: "inner:3000", origin: "https://talk.example" }, ["https://talk.example"], "same"],
  [{ host: "inner:3000", origin: "https://hall.example" }, ["https://talk.example", "https://hall.example"], "same"],
  [{ host: "talk.example", origin: "http://talk.example" }, ["https://talk.example"], "foreign"],
  [{ host: "evil.example", origin: "http://evil.example" }, ["https://talk.example", "https://a.example"], "foreign"],
] as const)("%j with the addresses %j is %s", (headers, origins, verdict) => {
  expect(judgeOrigin(headers, origins)).toBe(verdict);
});
