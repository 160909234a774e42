import { describe, expect, it } from 'vitest';
import { createAddressLimit } from '../../src/limits/address-limit.ts';

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
});
