import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '@sallyport/core';
import { dateTime, instantOf, lasted, plainTime } from '../../src/service-tickets/times.ts';

describe('times on the caller\'s clock', () => {
  it.each([
    ['GMT+8', '2026-11-21T20:00:00+08:00'], ['UTC-3:30', '2026-11-21T08:30:00-03:30'], ['Asia/Kathmandu', '2026-11-21T17:45:00+05:45'], ['UTC+0', '2026-11-21T12:00:00+00:00'],
    ['GMT+14', '2026-11-22T02:00:00+14:00'], ['Etc/GMT+8', '2026-11-21T04:00:00-08:00'], ['America/New_York', '2026-11-21T07:00:00-05:00'],
  ])('%s', (zone, shown) => {
    const at = Date.UTC(2026, 10, 21, 12, 0, 0, 999);
    expect(dateTime(at, zone)).toBe(shown);
    expect(plainTime(at, zone)).toBe(shown.slice(0, 19).replace('T', ' '));
    expect(instantOf(plainTime(at, zone), zone)).toBe(at - 999);
  });

  it('go with the season', () => {
    expect(dateTime(Date.UTC(2026, 6, 1), 'Europe/Berlin')).toBe('2026-07-01T02:00:00+02:00');
    expect(dateTime(Date.UTC(2026, 11, 1), 'Europe/Berlin')).toBe('2026-12-01T01:00:00+01:00');
  });

  it.each(['GMT+14', 'UTC-12', 'Asia/Kathmandu', 'America/New_York', 'UTC+0'])('are always shown, whatever instant is kept: %s', (zone) => {
    const last = Date.UTC(9999, 11, 31, 23, 59, 59);
    for (const at of [Number.MAX_SAFE_INTEGER, 9_007_199_254_740_990, 8.64e15, 8.64e15 + 1, last, last - DAY, Infinity]) {
      expect(dateTime(at, zone)).toMatch(/^9999-12-(?:29|30|31)T\d\d:\d\d:\d\d[+-]\d\d:\d\d$/);
      expect(plainTime(at, zone)).toMatch(/^9999-12-(?:29|30|31) \d\d:\d\d:\d\d$/);
    }
    for (const at of [Number.MIN_SAFE_INTEGER, -8.64e15 - 1, -62_167_219_200_000 - HOUR, -Infinity]) expect(dateTime(at, zone)).toMatch(/^0000-01-0[234]T\d\d:\d\d:\d\d[+-]\d\d:\d\d$/);
  });

  it.each([
    // Put back at 03:00 on 2026-10-25: 02:30 comes twice, the first one counts.
    ['2026-10-25 02:30:00', Date.UTC(2026, 9, 25, 0, 30)], ['2026-10-25 01:59:59', Date.UTC(2026, 9, 24, 23, 59, 59)], ['2026-10-25 03:00:00', Date.UTC(2026, 9, 25, 2)],
    // Put forward at 02:00 on 2026-03-29: 02:30 never comes.
    ['2026-03-29 02:30:00', Date.UTC(2026, 2, 29, 1, 30)], ['2026-03-29 01:59:59', Date.UTC(2026, 2, 29, 0, 59, 59)], ['2026-03-29 03:00:00', Date.UTC(2026, 2, 29, 1)],
  ])('where Berlin changes its clocks: %s', (text, at) => {
    expect(instantOf(text, 'Europe/Berlin')).toBe(at);
  });

  it.each(['2026-02-30 00:00:00', '2026-13-01 00:00:00', '2026-11-21 24:00:00', '2026-11-21', '2026-11-21T20:00:00', ''])('no calendar has %s', (text) => {
    expect(instantOf(text, 'GMT+8')).toBeUndefined();
  });

  it.each([[0, '00:00:00'], [999, '00:00:00'], [61_000, '00:01:01'], [359_999_000, '99:59:59'], [360_000_000, '100:00:00'], [-5_000, '00:00:00']])('%s ms last %s', (ms, shown) => {
    expect(lasted(ms)).toBe(shown);
  });
});
