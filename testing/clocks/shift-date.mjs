// Preloaded into a process: sets its wall clock this far ahead of the machine's.
const ahead = Number(process.env.CLOCK_AHEAD_MS);
const Real = Date;
globalThis.Date = class extends Real {
  constructor(...parts) {
    if (parts.length === 0) super(Real.now() + ahead);
    else super(...parts);
  }
  static now() {
    return Real.now() + ahead;
  }
};
