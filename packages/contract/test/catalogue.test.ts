import { describe, expect, it } from 'vitest';
import { catalogue, checkResult, findOperation } from '../src/index.ts';

describe('findOperation', () => {
  it('finds an action in its own version only', () => {
    expect(findOperation('2019-12-09', 'LockUsers')).toBe(catalogue.LockUsers);
    expect(findOperation('2026-11-01', 'ExplainAccess')).toBe(catalogue.ExplainAccess);
    expect(findOperation('2026-11-01', 'LockUsers')).toBeUndefined();
    expect(findOperation('', 'LockUsers')).toBeUndefined();
  });

  it.each(['constructor', '__proto__', 'toString', 'lockusers', ''])('knows no action %j', (action) => {
    expect(findOperation('2019-12-09', action)).toBeUndefined();
  });
});

describe('checkResult', () => {
  const item = { Code: 'OK', Message: 'N/A\n', UserId: '1' };

  it('accepts the sample answer of LockUsers', () => expect(checkResult(catalogue.LockUsers, { Results: [item] })).toEqual([]));

  it.each([
    ['a missing list', {}], ['a wrong code', { Results: [{ ...item, Code: 'OBJECT_ALREADY_EXISTS' }] }], ['a number for an id', { Results: [{ ...item, UserId: 1 }] }],
    ['a field too many', { Results: [{ ...item, Extra: '' }] }], ['a missing field', { Results: [{ Code: 'OK', UserId: '1' }] }], ['null', null],
  ])('names %s', (_what, result) => {
    expect(checkResult(catalogue.LockUsers, result)).not.toEqual([]);
  });
});
