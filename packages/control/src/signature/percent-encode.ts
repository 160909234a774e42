const RESERVED: Readonly<Record<string, string>> = { '!': '%21', "'": '%27', '(': '%28', ')': '%29', '*': '%2A' };

/** RFC 3986 with only `A-Za-z0-9-_.~` kept. Source: `signature` of the vendor's clients, checked against them in the tests. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => RESERVED[character] ?? character);
}
