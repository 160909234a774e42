import { describe, expect, it } from 'vitest';
import { isHostAddress } from '../../src/hosts/address.ts';

describe('isHostAddress', () => {
  it.each(['10.0.0.1', '255.255.255.255', '::', '::1', 'fe80::1', '2001:db8:1:2:3:4:5:6', '::ffff:10.0.0.1', 'localhost', 'db-1.example.com', 'db-1.example.com.', 'my_host'])('takes %s', (text) => {
    expect(isHostAddress(text)).toBe(true);
  });
  it.each(['', '10.0.0', '10.0.0.256', '010.0.0.1', '10.0.0.1:22', 'a b', 'a..b', '-a', 'a-', 'a/b', 'user@host', '1::2::3', ':::', '12345::', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', 'fe80::1%eth0', `${'a'.repeat(64)}.b`, 'a\n', '$(id)'])('refuses %j', (text) => {
    expect(isHostAddress(text)).toBe(false);
  });
});
