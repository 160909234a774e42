import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planGrants } from '@sallyport/core';
import type { GrantItem, HostGrantFacts } from '@sallyport/core';

const facts = new Map<string, HostGrantFacts>([
  ['1', { hostId: '1', hostGranted: true, accountIds: new Set(['11', '12']), grantedAccountIds: new Set(['11']) }],
  ['2', { hostId: '2', hostGranted: false, accountIds: new Set(['21']), grantedAccountIds: new Set() }],
]);
const show = (direction: 'attach' | 'detach', items: readonly GrantItem[], userExists = true): string[] =>
  planGrants(direction, userExists, items, facts).results.map((result) => `${result.hostId}=${result.code}[${result.accounts.map((a) => `${a.accountId}=${a.code}`).join(' ')}]`);

describe('DetachHostAccountsFromUser', () => {
  it.each<[string, GrantItem[], string[]]>([
    ['a host alone takes all its accounts', [{ hostId: '1' }], ['1=OK[11=OK]']],
    ['a host that was not granted', [{ hostId: '2' }], ['2=OBJECT_AlREADY_EXISTS[]']],
    ['an account', [{ hostId: '1', accountIds: ['11'] }], ['1=OK[11=OK]']],
    ['an account not granted', [{ hostId: '1', accountIds: ['12'] }], ['1=OK[12=OBJECT_AlREADY_EXISTS]']],
    ['an account of another host', [{ hostId: '1', accountIds: ['21'] }], ['1=OK[21=OBJECT_NOT_FOUND]']],
    ['an empty list is never all', [{ hostId: '1', accountIds: [] }], ['1=INVALID_ARGUMENT[]']],
    ['a malformed account', [{ hostId: '1', accountIds: ['011'] }], ['1=OK[011=INVALID_ARGUMENT]']],
    ['a malformed host', [{ hostId: '01' }], ['01=INVALID_ARGUMENT[]']],
    ['an unknown host', [{ hostId: '7', accountIds: ['11'] }], ['7=OBJECT_NOT_FOUND[11=OBJECT_NOT_FOUND]']],
    ['the same host twice', [{ hostId: '1' }, { hostId: '1' }], ['1=OK[11=OK]', '1=OBJECT_AlREADY_EXISTS[]']],
    ['the same account twice', [{ hostId: '1', accountIds: ['11', '11'] }], ['1=OK[11=OK 11=OBJECT_AlREADY_EXISTS]']],
  ])('%s', (_why, items, want) => {
    expect(show('detach', items)).toEqual(want);
  });

  it('an unknown user: every outer item', () => {
    expect(show('detach', [{ hostId: '1' }, { hostId: 'x' }], false)).toEqual(['1=OBJECT_NOT_FOUND[]', 'x=OBJECT_NOT_FOUND[]']);
  });
});

describe('AttachHostAccountsToUser', () => {
  it.each<[string, GrantItem[], string[]]>([
    ['a host alone', [{ hostId: '2' }], ['2=OK[]']],
    ['a host granted already', [{ hostId: '1' }], ['1=OBJECT_AlREADY_EXISTS[]']],
    ['an account brings its host', [{ hostId: '2', accountIds: ['21'] }], ['2=OK[21=OK]']],
    ['an account granted already', [{ hostId: '1', accountIds: ['11', '12'] }], ['1=OBJECT_AlREADY_EXISTS[11=OBJECT_AlREADY_EXISTS 12=OK]']],
  ])('%s', (_why, items, want) => {
    expect(show('attach', items)).toEqual(want);
  });
});

describe('any sequence', () => {
  const id = fc.constantFrom('1', '2', '3', '11', '12', '21', '01', '');
  const items = fc.array(fc.record({ hostId: id, accountIds: fc.option(fc.array(id, { maxLength: 4 }), { nil: undefined }) }).map(
    ({ hostId, accountIds }): GrantItem => (accountIds === undefined ? { hostId } : { hostId, accountIds })), { maxLength: 6 });

  it('keeps results aligned with the request and never detaches what was not granted', () => {
    fc.assert(fc.property(items, (list) => {
      const plan = planGrants('detach', true, list, facts);
      expect(plan.results.map((r) => r.hostId)).toEqual(list.map((i) => i.hostId));
      plan.results.forEach((result, index) => {
        const asked = list[index]?.accountIds;
        if (asked !== undefined) expect(result.accounts.map((a) => a.accountId)).toEqual(asked);
      });
      for (const { hostId, accountId } of plan.accounts) expect(facts.get(hostId)?.grantedAccountIds.has(accountId)).toBe(true);
    }));
  });

  it('a listed granted account is always taken back, wherever it stands in the list', () => {
    fc.assert(fc.property(items, (list) => {
      const named = list.some((item) => item.hostId === '1' && item.accountIds?.includes('11') === true);
      if (named) expect(planGrants('detach', true, list, facts).accounts).toContainEqual({ hostId: '1', accountId: '11' });
    }));
  });
});
