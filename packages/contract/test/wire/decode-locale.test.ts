import { describe, expect, it } from 'vitest';
import { REST_HEADERS, decodeRest, languageOf, restCatalogue } from '../../src/index.ts';
import type { RestOperation } from '../../src/index.ts';
import { raw } from './rest-request.ts';

const { ListRegions, ShowLoginType } = restCatalogue;

function locale(headers: Readonly<Record<string, string>>, operation: RestOperation = ListRegions): unknown {
  const decoded = decodeRest(operation, raw({ headers }));
  return decoded.ok ? [decoded.input.site, decoded.input.language, decoded.input.timeZone] : `${decoded.fault} ${decoded.code} ${decoded.name}`;
}

describe('the common headers', () => {
  it('have their documented defaults', () => expect(locale({})).toEqual([0, 'zh', 'GMT+8']));

  it.each([['0', 0], ['1', 1]])('X-Site %s', (text, site) => expect(locale({ 'x-site': text })).toEqual([site, 'zh', 'GMT+8']));
  it.each(['', '2', '-1', '01', '0 ', 'a', '1,0', '１'])('X-Site %j is refused', (text) => expect(locale({ 'x-site': text })).toBe('request OSM.0001 X-Site'));

  it.each([['zh-cn', 'zh'], ['en-us', 'en'], ['EN-US', 'en'], ['en_us', 'en'], ['en', 'en'], ['fr-fr', 'zh'], ['english', 'zh'], ['x', 'zh'], ['中'.repeat(32), 'zh']])('X-Language %s', (text, language) => {
    expect(locale({ 'x-language': text })).toEqual([0, language, 'GMT+8']);
    expect(languageOf(text)).toBe(language);
  });
  it.each(['', 'x'.repeat(33), 'x'.repeat(5000)])('X-Language %.10j… is refused', (text) => expect(locale({ 'x-language': text })).toBe('request OSM.0001 X-Language'));

  it.each(['GMT+8', 'UTC-3:30', 'Asia/Kathmandu', 'America/Argentina/ComodRivadavia'])('X-Time-Zone %s', (text) => expect(locale({ 'x-time-zone': text })).toEqual([0, 'zh', text]));
  it.each(['', 'x'.repeat(33), '+08:00', 'GMT+15', 'Nowhere/Town'])('X-Time-Zone %.10j… is refused', (text) => expect(locale({ 'x-time-zone': text })).toBe('request OSM.0001 X-Time-Zone'));

  it.each(['x', 'x'.repeat(5000)])('X-Auth-Token of a permitted length', (text) => expect(locale({ 'x-auth-token': text })).toEqual([0, 'zh', 'GMT+8']));
  it.each(['', 'x'.repeat(5001), 'x'.repeat(50_000)])('X-Auth-Token of another length', (text) => expect(locale({ 'x-auth-token': text })).toBe('request OSM.0001 X-Auth-Token'));

  it('that an operation does not have are not read', () => expect(locale({ 'x-site': '1' }, ShowLoginType)).toEqual([0, 'zh', 'GMT+8']));
  it('that an operation does not have may say anything', () => expect(locale({ 'x-site': '7' }, ShowLoginType)).toEqual([0, 'zh', 'GMT+8']));
  it('are all described', () => expect(Object.keys(REST_HEADERS)).toEqual(['X-Auth-Token', 'X-Site', 'X-Language', 'X-Time-Zone']));
});
