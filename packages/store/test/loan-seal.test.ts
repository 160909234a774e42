import { createSecretKey, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { LoanName } from '@sallyport/core';
import { UNREADABLE } from '../conformance/matchers.ts';
import { openLoan, sealLoan } from '../src/loans/loan-seal.ts';

const master = createSecretKey(randomBytes(32));
const NAME: LoanName = { instanceId: 'i', kind: 'authorization', id: '5' };

test('a loan opens for its name and item, and for nothing else', () => {
  const { wrappedKey, sealed } = sealLoan(master, NAME, new Map([['7', Buffer.from('a')], ['8', Buffer.from('b')]]));
  const [a, b] = [sealed.get('7') ?? randomBytes(30), sealed.get('8') ?? randomBytes(30)];
  expect([a, b].map((one, n) => Buffer.from(openLoan(master, NAME, ['7', '8'][n] ?? '', wrappedKey, one)).toString())).toEqual(['a', 'b']);
  expect(() => openLoan(master, NAME, '7', wrappedKey, b)).toThrow(UNREADABLE);
  for (const changes of [{ instanceId: 'j' }, { kind: 'target-work' }, { id: '6' }] as const) {
    expect(() => openLoan(master, { ...NAME, ...changes }, '7', wrappedKey, a)).toThrow(UNREADABLE);
  }
  expect(() => openLoan(createSecretKey(randomBytes(32)), NAME, '7', wrappedKey, a)).toThrow(UNREADABLE);
  const again = sealLoan(master, NAME, new Map([['7', Buffer.from('a')]]));
  expect(() => openLoan(master, NAME, '7', again.wrappedKey, a)).toThrow(UNREADABLE);
});
