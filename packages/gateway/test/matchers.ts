import { expect } from 'vitest';

/** Vitest types its matchers as any; as unknown they cannot leak into a test's values. */
export function containing(text: string): unknown {
  return expect.stringContaining(text);
}

export function matching(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}
