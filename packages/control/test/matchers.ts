import { expect } from 'vitest';

// The runner types its matchers `any`; what is expected of an answer is unknown until it is compared.
export const anyText: unknown = expect.any(String);
export const anyNumber: unknown = expect.any(Number);
export const anyArray: unknown = expect.any(Array);

export function textLike(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}
