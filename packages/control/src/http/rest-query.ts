const MAX_PAIRS = 1_000;
const MAX_NAME = 200;

/** Decoded pairs of a query, several values of one name in their order; undefined: it cannot be read, or holds too many. */
export function parseRestQuery(text: string): ReadonlyMap<string, readonly string[]> | undefined {
  const pairs = new Map<string, string[]>();
  const parts = text === '' ? [] : text.split('&', MAX_PAIRS + 1);
  if (parts.length > MAX_PAIRS) return undefined;
  for (const part of parts) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = decodeText(equals < 0 ? part : part.slice(0, equals));
    const value = decodeText(equals < 0 ? '' : part.slice(equals + 1));
    if (name === undefined || value === undefined || name.length > MAX_NAME) return undefined;
    const known = pairs.get(name);
    if (known === undefined) pairs.set(name, [value]);
    else known.push(value);
  }
  return pairs;
}

function decodeText(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    // decodeURIComponent throws for this one reason: not percent-encoded UTF-8.
    return undefined;
  }
}
