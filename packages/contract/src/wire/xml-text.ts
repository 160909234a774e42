/** What element text cannot hold as it is: markup, a carriage return, which parsers turn into a line feed (§2.11), and what XML 1.0 (§2.2, `Char`) has no place for. */
const UNSAFE = /[&<>]|[^\t\n\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const ESCAPES: ReadonlyMap<string, string> = new Map([['&', '&amp;'], ['<', '&lt;'], ['>', '&gt;'], ['\r', '&#13;']]);

/** Element text of any string. Characters that XML forbids, even as references, become U+FFFD: control characters, lone surrogates, U+FFFE and U+FFFF. */
export function xmlText(text: string): string {
  return text.replace(UNSAFE, (character) => ESCAPES.get(character) ?? '\u{FFFD}');
}
