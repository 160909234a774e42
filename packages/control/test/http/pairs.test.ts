import { describe, expect, it } from 'vitest';
import { ApiError } from '../../src/dispatch/api-error.ts';
import { parseBody } from '../../src/http/form-body.ts';
import { mergePairs, parsePairs } from '../../src/http/pairs.ts';

function code(run: () => unknown): string {
  try {
    run();
    return 'OK';
  } catch (error) {
    if (error instanceof ApiError) return error.code;
    throw error;
  }
}

describe('parsePairs', () => {
  it('decodes names and values', () => {
    expect([...parsePairs('A=1&Hosts.1.HostId=%E4%B8%AD+b&C=&D&&E=a=b')]).toEqual([['A', '1'], ['Hosts.1.HostId', '中 b'], ['C', ''], ['D', ''], ['E', 'a=b']]);
  });

  it.each([
    ['A=1&A=1', 'OK'], ['A=1&A=2', 'RepeatedParameter'], ['A=%zz', 'MalformedRequest'], ['A=%ff', 'MalformedRequest'], ['a%26b=1', 'MalformedRequest'],
    ['__proto__=1', 'OK'], [Array.from({ length: 12_001 }, (_, index) => `a${index}=1`).join('&'), 'MalformedRequest'],
  ])('%#', (text, expected) => {
    expect(code(() => parsePairs(text))).toBe(expected);
  });

  it('refuses a parameter that differs between query and form', () => {
    expect(code(() => mergePairs(new Map([['A', '1']]), new Map([['A', '2']])))).toBe('RepeatedParameter');
    expect(mergePairs(new Map([['A', '1']]), new Map([['A', '1'], ['B', '2']])).size).toBe(2);
  });
});

describe('parseBody', () => {
  it.each([
    ['application/x-www-form-urlencoded', 'A=1', 'OK'], ['application/x-www-form-urlencoded; charset=UTF-8', 'A=1', 'OK'], ['application/json', '', 'OK'], ['application/json', '{}', 'OK'],
    ['application/json', ' \n', 'OK'], ['application/json', ' { \n } ', 'OK'], ['application/json', '{', 'UnsupportedContentType'], ['application/json', '}', 'UnsupportedContentType'],
    [undefined, '', 'OK'], ['application/json', '{"A":"1"}', 'UnsupportedContentType'], [undefined, 'A=1', 'UnsupportedContentType'], ['multipart/form-data; boundary=x', '--x', 'UnsupportedContentType'],
  ])('%s %j: %s', (type, body, expected) => {
    expect(code(() => parseBody(type, Buffer.from(body)))).toBe(expected);
  });

  it.each([' ', '\n', '{ ', '\u00a0'])('answers a megabyte of %j at once: strangers send it before any signature is looked at', (filler) => {
    const body = Buffer.from(`${filler.repeat(1_000_000 / filler.length)}x`);
    const began = performance.now();
    expect(code(() => parseBody('application/json', body))).toBe('UnsupportedContentType');
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('refuses bytes that are not UTF-8', () => {
    expect(code(() => parseBody('application/x-www-form-urlencoded', Buffer.from([0x41, 0x3d, 0xff])))).toBe('MalformedRequest');
  });
});
