export type Language = 'zh' | 'en';

/** A text in every language that the product speaks; a missing one does not compile. */
export type Phrase = Readonly<Record<Language, string>>;

// C0, DEL and C1 move cursors, ring bells and open escape sequences; bidi controls reorder what a reader sees.
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** `text` from a person or a target, fit for one line of somebody else's terminal: no control characters, at most `max` code points. */
export function terminalSafe(text: string, max = 500): string {
  const points = [...text.replace(UNSAFE, ' ')];
  return points.length <= max ? points.join('') : `${points.slice(0, max - 1).join('')}…`;
}
