import { describe, expect, it } from 'vitest';
import { decodeBase64 } from '../../src/parameters/base64.ts';

describe('decodeBase64', () => {
  it.each([['aGk=', 'hi'], ['aGk', 'hi'], ['aG\r\nk=\n', 'hi'], ['aGlo', 'hih']])('reads %j', (text, clear) => {
    expect(decodeBase64(text).toString()).toBe(clear);
  });

  it.each(['', '=', '====', 'a', 'aGk=aGk=', 'aGk%', 'aGl', 'a-_k'])('refuses %j', (text) => {
    expect(() => decodeBase64(text)).toThrow();
  });

  it('refuses a text of padding at once', () => {
    const began = performance.now();
    expect(() => decodeBase64(`AAAA${'='.repeat(200_000)}A`)).toThrow();
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
