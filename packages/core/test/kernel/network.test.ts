import { describe, expect, it } from 'vitest';
import { networkOf } from '../../src/kernel/network.ts';

describe('the network of an address', () => {
  it.each([
    ['10.0.0.1', '10.0.0.1'], ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'], ['2001:db8::1', '2001:db8:0:0::/64'], ['::1', '0:0:0:0::/64'], ['2001:0DB8:0001:2::', '2001:db8:1:2::/64'],
  ])('counts %s as %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
