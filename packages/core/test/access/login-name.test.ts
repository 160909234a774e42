import { describe, expect, it } from 'vitest';
import { parseLoginName } from '@sallyport/core';

describe('login names', () => {
  it.each([
    ['zhang', { kind: 'menu', user: 'zhang' }],
    ['zhang@corp', { kind: 'menu', user: 'zhang@corp' }],
    ['zhang@root@web-1', { kind: 'direct', user: 'zhang', account: 'root', host: 'web-1' }],
    ['zhang@corp.example@root@10.0.0.7', { kind: 'direct', user: 'zhang@corp.example', account: 'root', host: '10.0.0.7' }],
    ['zhang#root#web-1', { kind: 'direct', user: 'zhang', account: 'root', host: 'web-1' }],
    ['zhang@corp#root#web-1', { kind: 'direct', user: 'zhang@corp', account: 'root', host: 'web-1' }],
    ['zhang%root%fe80::1', { kind: 'direct', user: 'zhang', account: 'root', host: 'fe80::1' }],
    ['zhang@@web-1', { kind: 'malformed' }],
    ['zhang@root@', { kind: 'malformed' }],
    ['', { kind: 'malformed' }],
    ['x'.repeat(401), { kind: 'malformed' }],
  ])('%s', (name, want) => {
    expect(parseLoginName(name)).toEqual(want);
  });
});
