// JSON leaves these as they are; C1 can start an escape sequence and bidi controls reorder when somebody looks at the file itself.
const UNSAFE = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** `value` as one line of JSON that is harmless in a terminal: every control character is written as `\uXXXX`. */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replace(UNSAFE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
