import { describe, expect, it } from 'vitest';
import { parseTimeZone, timeZoneOffset } from '../src/index.ts';

const JULY = Date.UTC(2026, 6, 1);
const JANUARY = Date.UTC(2027, 0, 1);

describe('time zones', () => {
  it.each([
    ['GMT+8', 480], ['GMT+08', 480], ['gmt+8', 480], ['UTC+8', 480], ['UTC-3:30', -210], ['GMT+5:45', 345], ['GMT+0', 0], ['GMT-0', 0], ['UTC+14', 840], ['UTC-14:00', -840],
    ['UTC', 0], ['GMT', 0], ['Asia/Shanghai', 480], ['asia/shanghai', 480], ['Asia/Kathmandu', 345], ['America/St_Johns', -150], ['America/Argentina/Buenos_Aires', -180],
    ['Etc/GMT+8', -480], ['Etc/GMT-8', 480], ['Europe/London', 60], ['America/New_York', -240],
  ])('%s lies %i minutes east in July', (text, minutes) => expect(timeZoneOffset(text, JULY)).toBe(minutes));

  it.each([['Europe/London', 0], ['America/New_York', -300], ['GMT+8', 480], ['Australia/Lord_Howe', 660]])('%s lies %i minutes east in January', (text, minutes) => {
    expect(timeZoneOffset(text, JANUARY)).toBe(minutes);
  });

  it('changes at the instant at which the clocks do', () => {
    const change = Date.UTC(2026, 9, 25, 1);
    expect(timeZoneOffset('Europe/Berlin', change - 1)).toBe(120);
    expect(timeZoneOffset('Europe/Berlin', change)).toBe(60);
  });

  it('cuts off the odd seconds of old zones', () => expect(timeZoneOffset('Asia/Shanghai', Date.UTC(1850, 0, 1))).toBe(485));

  it.each([
    '', 'GMT+15', 'GMT+14:01', 'UTC-14:01', 'GMT+8:60', 'GMT+8:5', 'GMT+008', 'GMT 8', 'GMT+', 'GMT8', '+08:00', '+8', '8', 'UTC+8:00:00', 'Nowhere/Town', 'Asia', 'Asia/', '/Asia', 'Asia/Shanghai ', 'Asia//Shanghai',
    '../../etc/passwd', 'GMT+８', 'GMT−8', 'x'.repeat(100), 'Asia/Shanghai\n', '__proto__', 'constructor',
  ])('%j is none', (text) => {
    expect(parseTimeZone(text)).toBeUndefined();
    expect(timeZoneOffset(text, JULY)).toBeUndefined();
  });

  it('survives more zones than it keeps', () => {
    const names = Intl.supportedValuesOf('timeZone');
    expect(names.length).toBeGreaterThan(300);
    for (const name of names) expect(timeZoneOffset(name, JULY), name).toBeTypeOf('number');
    expect(timeZoneOffset('Asia/Shanghai', JULY)).toBe(480);
  });
});
