/** A peer's text for logs: without control characters, at most `limit` characters. */
export function printable(text: string, limit = 200): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '?').slice(0, limit);
}
