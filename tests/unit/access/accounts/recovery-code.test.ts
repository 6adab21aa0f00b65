import { expect, test } from "vitest";
import { newRecoveryCode, normalRecoveryCode } from "#access/accounts/recovery-code";

test("a recovery code is accepted in every common spelling", () => {
  const code = newRecoveryCode();
  expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}$/);
  const written = [code, code.toLowerCase(), code.replaceAll("-", ""), ` ${code.replaceAll("-", " ")} `];
  written.push(code.replaceAll("0", "O").replaceAll("1", "l"));
  for (const one of written) expect(normalRecoveryCode(one)).toBe(code);
  expect(newRecoveryCode()).not.toBe(code);
});
