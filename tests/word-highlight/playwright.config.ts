import base from "../../playwright.config";

/** The tests' product and browser, for a measurement that is no test: a busy machine would fail it. */
export default { ...base, testDir: ".", globalSetup: "../../testing/global-setup/end-to-end.ts" };
