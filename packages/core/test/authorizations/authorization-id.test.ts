import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAuthorizationId } from '@sallyport/core';

const HIGHEST = '9223372036854775807';

describe('parseAuthorizationId', () => {
  it.each([
    ['5', '5'], ['Auth-5', '5'], ['123456', '123456'], ['Auth-123456', '123456'], ['9007199254740991', '9007199254740991'], ['Auth-9007199254740991', '9007199254740991'],
  ])('%j is %s', (text, id) => {
    expect(parseAuthorizationId(text)).toEqual({ kind: 'id', id });
  });

  it.each(['0', 'Auth-0', '-5', '-1', '9007199254740992', HIGHEST, `Auth-${HIGHEST}`, '-9223372036854775808'])('%j is a Long that no authorization has', (text) => {
    expect(parseAuthorizationId(text)).toEqual({ kind: 'unknown' });
  });

  it.each([
    '', 'Auth-', '-', '+5', 'Auth-+5', '05', 'Auth-05', '00', '-0', '-05', ' 5', '5 ', '5\n', '\t5', 'Auth- 5', '５', 'Auth-５', '٥', 'Auth--5', 'auth-5', 'AUTH-5', 'Auth5', 'Auth_5',
    'Auth-Auth-5', 'xAuth-5', '5Auth-', '1e3', '0x5', '5.0', '5n', '1_000', '5,6', '9223372036854775808', 'Auth-9223372036854775808', '-9223372036854775809', '1'.repeat(20), '1'.repeat(33),
    `Auth-${'1'.repeat(33)}`, 'null', 'NaN',
  ])('%j is none', (text) => {
    expect(parseAuthorizationId(text)).toEqual({ kind: 'malformed' });
  });

  it('reads both forms of every id as the same, and nothing else as it', () => {
    fc.assert(fc.property(fc.bigInt({ min: 1n, max: 2n ** 53n - 1n }), fc.string({ maxLength: 3 }), (id, junk) => {
      const want = { kind: 'id', id: id.toString() };
      expect([parseAuthorizationId(`${id}`), parseAuthorizationId(`Auth-${id}`)]).toEqual([want, want]);
      if (junk !== '' && !/^[0-9]+$/.test(junk)) expect(parseAuthorizationId(`${id}${junk}`)).toEqual({ kind: 'malformed' });
    }));
  });
});
