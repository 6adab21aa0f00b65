import { Dice } from "../traces/dice";

/** Strokes that a recogniser of speech may take for words: mono, 16 kHz. */
const RATE = 16_000;
const LOUD = 9_000;

/** The same noise in every run, -1 to 1. */
const noise = () => {
  const dice = new Dice(7);
  return () => dice.between(-1, 1);
};

/** A burst of noise that falls to a third in this time, ms. */
export function clap(decayMs: number): Int16Array {
  const next = noise();
  return Int16Array.from({ length: RATE / 4 }, (_, at) => LOUD * next() * Math.exp(-at / ((RATE * decayMs) / 1_000)));
}

/** A knock on wood of this pitch, Hz. */
export function knock(hertz: number): Int16Array {
  return Int16Array.from(
    { length: RATE / 5 },
    (_, at) => LOUD * Math.sin((2 * Math.PI * hertz * at) / RATE) * Math.exp(-at / (RATE / 50)),
  );
}

/** A plucked string of this pitch, Hz, after Karplus and Strong. */
export function pluck(hertz: number): Int16Array {
  const next = noise();
  const string = Array.from({ length: Math.round(RATE / hertz) }, () => LOUD * next());
  return Int16Array.from({ length: RATE * 1.5 }, (_, at) => {
    const [here, after] = [at % string.length, (at + 1) % string.length];
    const value = string[here] ?? 0;
    string[here] = 0.498 * (value + (string[after] ?? 0));
    return value;
  });
}
