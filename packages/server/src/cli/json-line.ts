// JSON escapes C0 alone. C1 is a second way to begin an escape sequence, and bidi controls reorder what a reader sees (ruling H7).
const UNSAFE = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** One JSON text on one line; the same value to every parser, and nothing in it that a terminal would obey. */
export function jsonLine(value: unknown): string {
  return `${harmless(JSON.stringify(value))}\n`;
}

/** The same over several lines, for people. */
export function jsonLines(value: unknown): string {
  return `${harmless(JSON.stringify(value, undefined, 2))}\n`;
}

function harmless(json: string): string {
  return json.replace(UNSAFE, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
}
