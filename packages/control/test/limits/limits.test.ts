import { describe, expect, it } from 'vitest';
import { createAddressLimit, networkOf } from '../../src/limits/address-limit.ts';
import { createEventBudget } from '../../src/limits/event-budget.ts';

describe('the address limit', () => {
  it('grants a burst, then the rate, to each address', () => {
    let now = 0;
    const limit = createAddressLimit({ perSecond: 10, burst: 3, monotonic: () => now });
    expect([1, 2, 3].map(() => limit.take('10.0.0.1'))).toEqual([0, 0, 0]);
    expect(limit.take('10.0.0.1')).toBe(100);
    expect(limit.take('10.0.0.2')).toBe(0);
    now = 100;
    expect(limit.take('10.0.0.1')).toBe(0);
    expect(limit.take('10.0.0.1')).toBeGreaterThan(0);
  });

  it('keeps a bounded number of buckets and forgets the idlest', () => {
    const limit = createAddressLimit({ perSecond: 1, burst: 1, maxAddresses: 2, monotonic: () => 0 });
    for (const address of ['10.0.0.1', '10.0.0.2', '10.0.0.3']) expect(limit.take(address)).toBe(0);
    expect(limit.take('10.0.0.3')).toBeGreaterThan(0);
    expect(limit.take('10.0.0.1')).toBe(0);
  });

  it.each([
    ['10.0.0.1', '10.0.0.1'], ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'], ['2001:db8::1', '2001:db8:0:0::/64'], ['::1', '0:0:0:0::/64'], ['2001:0DB8:0001:2::', '2001:db8:1:2::/64'],
  ])('counts %s as %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

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
