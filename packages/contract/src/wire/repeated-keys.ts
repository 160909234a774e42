/**
 * Whether an object in `text` has a key twice. `parsed` is what JSON.parse made of it, which keeps the last one in silence: two readers of the
 * text may see different things, and in a policy the one that is lost may be what narrows an Allow. Linear in the text.
 */
export function hasRepeatedKeys(text: string, parsed: unknown): boolean {
  return keysIn(text) !== keysOf(parsed);
}

/** Strings of well-formed JSON that a colon follows. */
function keysIn(text: string): number {
  let keys = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (quoted && character === '\\') at += 1;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === ':') keys += 1;
  }
  return keys;
}

function keysOf(value: unknown): number {
  let keys = 0;
  // By hand instead of by recursion: not every caller has bounded the depth.
  for (const waiting = [value]; waiting.length > 0;) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null) continue;
    const members: readonly unknown[] = Object.values(next);
    if (!Array.isArray(next)) keys += members.length;
    for (const member of members) waiting.push(member);
  }
  return keys;
}
