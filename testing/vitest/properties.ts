import fc from "fast-check";

/**
 * Property tests use the same examples in every run, so that a failure can be repeated and none appears without a
 * change. `PROPERTY_SEED=random` uses other examples.
 */
const { PROPERTY_SEED } = process.env;
if (PROPERTY_SEED !== "random") fc.configureGlobal({ seed: Number(PROPERTY_SEED ?? 20_261_124) });
