/**
 * How long, in milliseconds, the window waits for a hand. A test lets it wait longer, because a busy
 * machine types slowly and means the same.
 */
export const pace = {
  /** Between the two keys of a sequence (`G`, then `C`). */
  sequence: 1200,
  /** For a second key while a key is being chosen. */
  secondKey: 1500,
  /** After the last letter until a text is saved by itself. */
  writing: 700,
  /** How long good news stays to be read; refusals stay until they are closed. */
  reading: 6000,
};
