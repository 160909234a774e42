import { describe, expect, it } from 'vitest';
import { TargetAddresses } from '../src/session/gate/target-address.ts';

const none = new TargetAddresses([], () => [], 1_000);

describe('addresses of targets', () => {
  it.each([
    '127.0.0.1', '127.9.9.9', '0.0.0.0', '0.1.2.3', '169.254.169.254', '169.254.0.1', '100.100.100.200', '168.63.129.16', '192.0.0.192', '224.0.0.1', '239.1.1.1', '255.255.255.255',
    '::1', '::', 'fe80::1', 'fe80::1%eth0', 'ff02::1', 'fd00:ec2::254', 'fd20:ce::254', '::ffff:127.0.0.1', '::ffff:7f00:1', '0:0:0:0:0:ffff:a9fe:a9fe', '64:ff9b::7f00:1',
  ])('%s is denied', (address) => {
    expect(none.mayDial(address, 22)).toBe(false);
  });

  it.each(['10.0.0.1', '192.168.1.1', '172.16.0.1', '203.0.113.7', '100.100.100.201', 'fd00::1', '2001:db8::1'])('%s is a target like any other', (address) => {
    expect(none.mayDial(address, 22)).toBe(true);
  });

  it.each([['127.0.0.0/8', '127.0.0.1'], ['127.0.0.1', '::ffff:127.0.0.1'], ['::1/128', '::1'], ['169.254.0.0/16', '169.254.10.1']])('%s listed allows %s', (cidr, address) => {
    expect(new TargetAddresses([cidr], () => [], 1_000).mayDial(address, 22)).toBe(true);
  });

  it('a list allows no more than it says', () => {
    const listed = new TargetAddresses(['127.0.0.2/32'], () => [], 1_000);
    expect(listed.mayDial('127.0.0.1', 22)).toBe(false);
  });

  it.each(['10.0.0.0/33', '::1/129', '10.0.0/8', 'localhost', '10.0.0.0/8/8', '10.0.0.0/', '10.0.0.0/-1', ''])('%j is no list entry', (text) => {
    expect(() => new TargetAddresses([text], () => [], 1_000)).toThrow(RangeError);
  });

  it('our own listeners are denied, by address and behind a wildcard', () => {
    const own = new TargetAddresses([], () => [{ host: '10.1.2.3', port: 60_022 }], 1_000);
    expect(own.mayDial('10.1.2.3', 60_022)).toBe(false);
    expect(own.mayDial('10.1.2.3', 22)).toBe(true);
    expect(own.mayDial('10.1.2.4', 60_022)).toBe(true);
  });

  it('a name is judged by every address that it has', async () => {
    expect(await none.resolve('localhost', 22)).toMatchObject({ kind: 'refused', code: 'TARGET_ADDRESS_DENIED' });
    expect(await none.resolve('no-such-host.invalid', 22)).toMatchObject({ kind: 'refused', code: 'TARGET_UNREACHABLE' });
    expect(await none.resolve('10.0.0.1', 22)).toEqual(['10.0.0.1']);
  });
});
