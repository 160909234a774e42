import { describe, expect, it } from 'vitest';
import { isOpenCase, mayPress, moveCase } from '@sallyport/core';
import type { CaseEvent, CaseStatus } from '@sallyport/core';

const EVENTS: readonly CaseEvent[] = ['cancel', 'close', 'delete', 'accept', 'ask', 'resume', 'resolve', 'invalidate'];

/** After each of `EVENTS`, `-` where the move is illegal. */
const MOVES: Readonly<Record<CaseStatus, string>> = {
  'submitted': 'withdrawn - - processing - - - invalid',
  'processing': 'withdrawn completed - - awaiting-feedback - resolved invalid',
  'awaiting-feedback': 'withdrawn completed - - - processing resolved invalid',
  'resolved': '- completed - - - processing - -',
  'completed': '- - deleted - - - - -',
  'withdrawn': '- - deleted - - - - -',
  'invalid': '- - deleted - - - - -',
  'deleted': '- - - - - - - -',
};

const STATUSES = Object.keys(MOVES) as CaseStatus[];

describe('moveCase', () => {
  it.each(STATUSES.flatMap((status) => EVENTS.map((event, n) => [status, event, MOVES[status].split(' ')[n]] as const)))('%s + %s → %s', (status, event, want) => {
    expect(moveCase(status, event) ?? '-').toBe(want);
  });

  it('never opens again what was closed', () => {
    for (const status of STATUSES.filter((each) => !isOpenCase(each))) {
      for (const event of EVENTS) expect(isOpenCase(moveCase(status, event) ?? 'deleted'), `${status} + ${event}`).toBe(false);
    }
  });
});

describe('a case', () => {
  it.each<[CaseStatus, boolean, boolean]>([
    ['submitted', true, true], ['processing', true, true], ['awaiting-feedback', true, false], ['resolved', true, false],
    ['completed', false, false], ['withdrawn', false, false], ['invalid', false, false], ['deleted', false, false],
  ])('%s: open %s, may be urged %s', (status, open, press) => {
    expect([isOpenCase(status), mayPress(status)]).toEqual([open, press]);
  });
});
