import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reachedOwners, reaches } from '@sallyport/core';
import type { ReachFacts } from '@sallyport/core';

const [ME, MEMBER, STRANGER] = ['1', '2', '3'];

type Facts = Omit<ReachFacts, 'ownerId'>;

const alone: Facts = { callerId: ME, group: undefined, namesGroup: false, mayActForGroup: true };
const inGroup: Facts = { callerId: ME, group: { memberIds: [ME, MEMBER] }, namesGroup: true, mayActForGroup: true };

/** Reached: mine, a member's, a stranger's. */
const ROWS: readonly (readonly [why: string, facts: Facts, reached: readonly string[]])[] = [
  ['no group named: my own', alone, [ME]],
  ['no group named: my own, whatever a group would allow', { ...inGroup, namesGroup: false }, [ME]],
  ['a group of mine, permitted', inGroup, [ME, MEMBER]],
  ['a group of mine, not permitted', { ...inGroup, mayActForGroup: false }, [ME]],
  ['a group that I am not in', { ...inGroup, group: { memberIds: [MEMBER, STRANGER] } }, []],
  ['a group that I am not in, with nobody', { ...inGroup, group: { memberIds: [] } }, []],
  ['a group that does not exist', { ...inGroup, group: undefined }, []],
];

describe('whose cases a principal reaches', () => {
  it.each(ROWS)('%s', (_why, facts, want) => {
    expect([ME, MEMBER, STRANGER].filter((ownerId) => reaches({ ...facts, ownerId }))).toEqual(want);
    expect(reachedOwners(facts) ?? []).toEqual(want);
  });

  it('is nobody’s rather than an empty list where the group is not his', () => {
    expect(reachedOwners({ ...inGroup, group: undefined })).toBeUndefined();
    expect(reachedOwners({ ...inGroup, group: { memberIds: [MEMBER] } })).toBeUndefined();
  });

  it('is the same whether one is asked for or all are listed', () => {
    const ids = fc.array(fc.constantFrom(ME, MEMBER, STRANGER), { maxLength: 3 });
    const facts = fc.record({
      callerId: fc.constantFrom(ME, MEMBER), group: fc.option(ids.map((memberIds) => ({ memberIds })), { nil: undefined }), namesGroup: fc.boolean(), mayActForGroup: fc.boolean(),
    });
    fc.assert(fc.property(facts, fc.constantFrom(ME, MEMBER, STRANGER), (given, ownerId) => {
      expect(reaches({ ...given, ownerId })).toBe(reachedOwners(given)?.includes(ownerId) ?? false);
    }));
  });
});
