import { MAX_JSON_DEPTH, MAX_JSON_LENGTH } from './limits.ts';
import { hasRepeatedKeys } from './repeated-keys.ts';
import { accepted, refused } from './outcome.ts';
import type { Outcome } from './outcome.ts';

/** Parses the JSON text of a parameter within the limits. Never throws. */
export function parseJsonText(text: string): Outcome<unknown> {
  if (text.length > MAX_JSON_LENGTH) return refused('the JSON text is too long');
  if (nesting(text) > MAX_JSON_DEPTH) return refused('the JSON text is nested too deeply');
  try {
    const value: unknown = JSON.parse(text);
    return hasRepeatedKeys(text, value) ? refused('an object has a key twice') : accepted(value);
  } catch (error) {
    if (error instanceof SyntaxError) return refused('not JSON text');
    throw error;
  }
}

/** Deepest nesting, counted without parsing; malformed text gets some number and is refused later. */
function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (quoted) {
      if (character === '\\') at += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') {
      quoted = true;
    } else if (character === '[' || character === '{') {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (character === ']' || character === '}') {
      depth -= 1;
    }
  }
  return deepest;
}
