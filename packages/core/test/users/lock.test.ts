import { describe, expect, it } from 'vitest';
import { planLock, userStates } from '@sallyport/core';
import { NOW } from '../access/facts.ts';

const known = new Map([
  ['1', { id: '1', locked: false, barred: false }],
  ['2', { id: '2', locked: true, barred: false }],
  ['3', { id: '3', locked: false, barred: true }],
]);

describe('LockUsers and UnlockUsers', () => {
  it('judges every id in the order given', () => {
    expect(planLock('lock', ['2', '1', '9', '1', '01', ' 1', '１', '', '-1', '9007199254740992'], known)).toEqual({
      codes: ['OBJECT_AlREADY_EXISTS', 'OK', 'OBJECT_NOT_FOUND', 'OBJECT_AlREADY_EXISTS', ...Array<string>(6).fill('INVALID_ARGUMENT')],
      changes: ['1'],
    });
  });
  it('an automatic lock is something to unlock; nothing at all is not', () => {
    expect(planLock('unlock', ['1', '2', '3', '3'], known)).toEqual({
      codes: ['OBJECT_AlREADY_EXISTS', 'OK', 'OK', 'OBJECT_AlREADY_EXISTS'], changes: ['2', '3'],
    });
  });
});

describe('UserState', () => {
  const standing = { locked: false, remoteState: null, effectiveStart: null, effectiveEnd: null };
  it.each([
    ['plain', {}, ['Normal']],
    ['locked', { locked: true }, ['Frozen']],
    ['locked and expired', { locked: true, effectiveEnd: NOW / 1000 - 1 }, ['Frozen']],
    ['expired', { effectiveEnd: NOW / 1000 }, ['Expired']],
    ['not begun', { effectiveStart: NOW / 1000 + 1 }, ['Expired']],
    ['gone and expired', { remoteState: 'RemoteDeleted' as const, effectiveEnd: NOW / 1000 }, ['RemoteDeleted', 'Expired']],
  ])('%s', (_why, change, want) => {
    expect(userStates({ ...standing, ...change }, NOW)).toEqual(want);
  });
});
