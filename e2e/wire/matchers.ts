import { expect } from 'vitest';

// The runner types its matchers `any`; what is expected of an answer is unknown until it is compared.
export const anyText: unknown = expect.any(String);

export function textLike(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}
