import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeUtf8 } from '../../src/wire/utf8.ts';

function byPlatform(octets: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets);
  } catch {
    return undefined;
  }
}

it('reads every well-formed text as the platform does', () => {
  const point = fc.oneof(fc.integer({ min: 0, max: 0x7ff }), fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }));
  fc.assert(fc.property(fc.array(point, { maxLength: 50 }), (points) => {
    const text = String.fromCodePoint(...points);
    const octets = new TextEncoder().encode(text);
    expect(decodeUtf8(octets)).toBe(text);
    expect(decodeUtf8(octets)).toBe(byPlatform(octets));
  }));
});

it('refuses whatever the platform refuses', () => {
  const lead = fc.constantFrom(0x00, 0x41, 0x7f, 0x80, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff, 0x90, 0x8f, 0xa0, 0x9f);
  fc.assert(fc.property(fc.array(fc.oneof(lead, fc.integer({ min: 0, max: 255 })), { maxLength: 12 }), (list) => {
    const octets = Uint8Array.from(list);
    expect(decodeUtf8(octets)).toBe(byPlatform(octets));
  }), { numRuns: 5000 });
});

it.each([
  ['overlong, two bytes', [0xc0, 0xaf]], ['overlong, three bytes', [0xe0, 0x80, 0xaf]], ['overlong, four bytes', [0xf0, 0x80, 0x80, 0xaf]], ['the first surrogate', [0xed, 0xa0, 0x80]], ['the last surrogate', [0xed, 0xbf, 0xbf]],
  ['beyond the last character', [0xf4, 0x90, 0x80, 0x80]], ['cut short', [0xe4, 0xb8]], ['a lone continuation', [0x80]], ['a letter for a continuation', [0xe4, 0xb8, 0x41]],
])('is none: %s', (_what, octets) => expect(decodeUtf8(Uint8Array.from(octets))).toBeUndefined());

it('reads a megabyte', () => {
  const text = 'aé中😀'.repeat(100_000);
  expect(decodeUtf8(new TextEncoder().encode(text))).toBe(text);
});
