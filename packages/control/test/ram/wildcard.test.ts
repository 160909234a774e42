import { describe, expect, it } from 'vitest';
import { matchesWildcard } from '../../src/ram/wildcard.ts';

describe('matchesWildcard', () => {
  it.each([
    ['*', '', true], ['*', 'x', true], ['', '', true], ['', 'x', false], ['a*c', 'abc', true], ['a*c', 'ac', true], ['a*c', 'acb', false], ['a?c', 'abc', true], ['a?c', 'ac', false],
    ['*a*b*', 'xxaxxbxx', true], ['*a*b*', 'xxbxxaxx', false], ['a**b', 'ab', true], ['a.c', 'abc', false],
  ])('%s on %s: %s', (pattern, text, matches) => {
    expect(matchesWildcard(pattern, text)).toBe(matches);
  });

  it('stays quick on a pattern made to stall it', () => {
    const started = performance.now();
    expect(matchesWildcard(`${'*a'.repeat(500)}b`, 'a'.repeat(5_000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
