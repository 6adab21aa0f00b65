import { expect, test } from "vitest";
import { canonicalAddress } from "#mail/canonical-address";

test.each([
  ["anna@example.test", "anna@example.test"],
  ["Anna+1@Example.test", "anna@example.test"],
  ["a.n.na+x@googlemail.com", "anna@gmail.com"],
  ["an.na@example.test", "an.na@example.test"],
])("letters to %s count for %s", (email, mailbox) => {
  expect(canonicalAddress(email)).toBe(mailbox);
});
