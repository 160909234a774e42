import { describe, expect, it } from 'vitest';
import { DENY_PHRASES, parseId, terminalSafe } from '@sallyport/core';

describe('text for other people’s terminals', () => {
  it('loses control characters, C1 and bidi overrides, keeps the rest', () => {
    expect(terminalSafe('a\u001b[2Jb\r\nc\u009b31m\u202ed 变更✓')).toBe('a [2Jb  c 31m d 变更✓');
  });
  it('is cut by code points', () => {
    expect(terminalSafe('😀'.repeat(5), 3)).toBe('😀😀…');
  });
  it('every refusal has a line in both languages', () => {
    for (const [code, phrase] of Object.entries(DENY_PHRASES)) {
      expect(phrase.en, code).not.toBe('');
      expect(phrase.zh, code).toMatch(/\p{Script=Han}/u);
    }
  });
});

describe('ids', () => {
  it.each([['1', '1'], ['9007199254740991', '9007199254740991'], ['9007199254740992', undefined], ['0', undefined], ['01', undefined], ['1.0', undefined], ['1e3', undefined], ['１', undefined], ['', undefined]])('%s', (text, want) => {
    expect(parseId(text)).toBe(want);
  });
});
