import { catalogue } from '@sallyport/contract';
import { describe, expect, it } from 'vitest';
import { apiFailure } from '../src/cli/api-failure.ts';
import { durationSeconds } from '../src/cli/duration.ts';
import { fields } from '../src/cli/fields.ts';
import { instant } from '../src/cli/instant.ts';
import { jsonLine, jsonLines } from '../src/cli/json-line.ts';
import { nearest } from '../src/cli/nearest.ts';
import { column, table } from '../src/cli/table.ts';
import { hostWish } from '../src/cli/wished-details.ts';
import { parseNetwork } from '../src/config/network.ts';
import { callableAddress, parseListenAddress, showAddress } from '../src/serve/address.ts';

describe('words of the command line', () => {
  it.each([['127.0.0.1:0', '127.0.0.1', 0], ['[::1]:8443', '::1', 8443], ['localhost:65535', 'localhost', 65_535]])('takes %s as an address', (text, host, port) => {
    expect(parseListenAddress(text, '--api')).toEqual({ host, port });
    expect(showAddress({ host, port })).toBe(text);
  });

  it.each(['8443', ':8443', '127.0.0.1', '127.0.0.1:65536', '::1:8443', 'a b:1', '127.0.0.1:-1', ''])('refuses %j as an address', (text) => {
    expect(() => parseListenAddress(text, '--api')).toThrow(expect.objectContaining({ code: 'USAGE' }));
  });

  it('calls "any address" by the loopback one', () => {
    expect(callableAddress({ host: '0.0.0.0', port: 1 })).toEqual({ host: '127.0.0.1', port: 1 });
    expect(callableAddress({ host: '::', port: 1 })).toEqual({ host: '::1', port: 1 });
  });

  it.each(['10.0.0.0/8', '0.0.0.0/0', 'fd00::/8', '::1/128'])('takes %s as a network', (text) => { expect(parseNetwork(text)).toBeDefined(); });
  it.each(['10.0.0.0', '10.0.0.0/33', '::1/129', 'localhost/8', '10.0.0.0/08', '10.0.0.0/8/8', 'fe80::1%eth0/64', '/8', ''])('refuses %j as a network', (text) => { expect(parseNetwork(text)).toBeUndefined(); });

  it.each([jsonLine, jsonLines])('$name prints other people’s text as JSON that no terminal obeys', (print) => {
    const value = { Comment: 'a\u009b2Jb\u0085\u007f\u001b]0;x\u0007\u202eevil\u2066', 'k\u009b': ['\u4e2d'] };
    const text = print(value);
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u);
    expect(text).toContain('\u4e2d');
    expect(JSON.parse(text)).toEqual(value);
  });

  it('wants a zone with every time', () => {
    expect(instant('2026-11-21T22:00:00+08:00', '--at')).toBe('1795269600');
    expect(instant('1795269600', '--at')).toBe('1795269600');
    expect(instant(undefined, '--at')).toBeUndefined();
    for (const text of ['2026-11-21T22:00:00', '2026-11-21', 'tomorrow', '2026-13-45T99:00:00Z', '-5']) expect(() => instant(text, '--at')).toThrow(expect.objectContaining({ code: 'USAGE' }));
  });

  it.each([['90s', 90], ['30m', 1800], ['8h', 28_800], ['2d', 172_800]])('takes %s as a duration', (text, seconds) => { expect(durationSeconds(text, '--duration')).toBe(seconds); });
  it.each(['', '8', 'h', '0h', '-1h', '1.5h', '8 h', '8H', '1w', '9999999999s'])('refuses %j as a duration', (text) => {
    expect(() => durationSeconds(text, '--duration')).toThrow(expect.objectContaining({ code: 'USAGE' }));
  });

  it.each<readonly [string, string | undefined, string | undefined, ReturnType<typeof hostWish>]>([
    ['db-1', undefined, undefined, { host: 'db-1', account: undefined, port: undefined }],
    ['root@db-1:2222', undefined, undefined, { host: 'db-1', account: 'root', port: 2222 }],
    ['a@example.com@db-1', 'root', '22', { host: 'db-1', account: 'a@example.com', port: 22 }],
    ['db-1:2222', 'root', '22', { host: 'db-1', account: 'root', port: 2222 }],
    ['fd00::1', 'root', undefined, { host: 'fd00::1', account: 'root', port: undefined }],
    ['root@[fd00::1]:2222', undefined, undefined, { host: 'fd00::1', account: 'root', port: 2222 }],
  ])('reads --host %s', (given, account, port, wish) => { expect(hostWish(given, account, port)).toEqual(wish); });

  it.each([['', undefined], ['root@', undefined], ['db-1:0', undefined], ['db-1:65536', undefined], ['db-1', '0'], ['db-1', '22x']])('refuses --host %j with --port %j', (given, port) => {
    expect(() => hostWish(given, 'root', port)).toThrow(expect.objectContaining({ code: 'USAGE' }));
  });

  it('shows of one object what has something to say, harmlessly', () => {
    expect(fields([['Case', '12'], ['Reason', ''], ['Urged', undefined], ['Description', 'a\u001b[2Jb']])).toBe('Case:          12\nDescription:   a [2Jb\n');
  });

  it('tells a lone administrator the way out of a decision that takes two', () => {
    const answer = (PolicyType: string) => ({ ok: false, status: 403, body: { Code: 'NoPermission', Message: 'Nobody decides his own request.', RequestId: 'R', AccessDeniedDetail: { PolicyType } } });
    const said = (policyType: string) => apiFailure(catalogue.AcceptOperationTicket, new Map(), answer(policyType)).message;
    expect(said('SeparationOfDuties')).toContain('access.separationOfDuties');
    expect(said('AccountLevelIdentityBasedPolicy')).not.toContain('access.separationOfDuties');
  });

  it('suggests what was meant', () => {
    const names = ['LockUsers', 'UnlockUsers', 'ListUsers', 'GetUser'];
    expect(nearest('lockuser', names)[0]).toBe('LockUsers');
    expect(nearest('Something', names)).toEqual([]);
  });

  it('keeps other people\'s control characters off the terminal', () => {
    expect(table([column('NAME', 'n')], [{ n: 'a\u001b[2Jb\nc' }])).toBe('NAME\na [2Jb c\n');
    expect(table([column('NAME', 'n')], [])).toBe('none\n');
  });
});
