import { expect, test, visit } from "./support/test";

test("every page has a content security policy and the other security headers", async ({ request }) => {
  for (const address of ["/", "/sessions", "/nowhere", `/r/${"A".repeat(32)}`]) {
    const headers = (await request.get(address)).headers();
    const policy = headers["content-security-policy"] ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]+' 'strict-dynamic';/);
    expect(policy).not.toContain("unsafe");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toBe("no-referrer");
    expect(headers["permissions-policy"]).toContain("microphone=(self), display-capture=(self)");
    expect(headers["x-powered-by"]).toBeUndefined();
  }
});

test("each answer has its own nonce", async ({ request }) => {
  const [first, second] = await Promise.all([request.get("/"), request.get("/")]);
  expect(first.headers()["content-security-policy"]).not.toBe(second.headers()["content-security-policy"]);
});

test("the interface changes its language and remembers it @phone-only", async ({ page }) => {
  await visit(page, "/");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.getByRole("button", { name: "Tiếng Việt" }).click();
  await expect(page.getByRole("button", { name: "Bắt đầu" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "vi");
  await visit(page, "/sessions");
  await expect(page.getByRole("heading", { name: "Các phiên" })).toBeVisible();
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("heading", { name: "Sessions" })).toBeVisible();
});

test("visiting pages signs in no person", async ({ page, context }) => {
  await visit(page, "/");
  await visit(page, "/sessions");
  await expect(page.getByText("Nothing here yet.")).toBeVisible();
  expect((await context.cookies()).map(({ name }) => name)).not.toContain("better-auth.session_token");
});

test("without a language to read the start page offers captions only", async ({ page }) => {
  await visit(page, "/");
  await page.getByRole("button", { name: "Remove Spanish" }).click();
  await expect(page.getByRole("button", { name: "Add a language" })).toBeFocused();
  await expect(page.getByText("Captions only", { exact: true })).toBeVisible();
  await expect(page.getByText("everyone reads what you say, in the language you speak")).toBeVisible();
});
