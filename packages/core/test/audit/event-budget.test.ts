import { describe, expect, it } from 'vitest';
import { createEventBudget } from '../../src/audit/event-budget.ts';

describe('the event budget', () => {
  it('counts what it does not grant and tells it with the next event', () => {
    let now = 0;
    const budget = createEventBudget(2, () => now);
    expect([1, 2, 3, 4].map(() => budget.spend('10.0.0.1'))).toEqual([0, 0, undefined, undefined]);
    expect(budget.spend('10.0.0.2')).toBe(0);
    now = 60_000;
    expect(budget.spend('10.0.0.1')).toBe(2);
    expect(budget.spend('10.0.0.1')).toBe(0);
  });

  it('bounds all addresses together', () => {
    const budget = createEventBudget(1, () => 0);
    const granted = Array.from({ length: 100 }, (_, index) => budget.spend(`10.0.0.${index}`)).filter((spent) => spent !== undefined);
    expect(granted).toHaveLength(20);
  });
});
