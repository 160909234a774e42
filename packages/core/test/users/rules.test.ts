import { describe, expect, it } from 'vitest';
import { isStrongPassword } from '../../src/users/password-rule.ts';
import { isUserName } from '../../src/users/user-name.ts';

describe('isStrongPassword', () => {
  it.each([
    ['Aa1!aaaa', true], ['Aa1!aaa', false], [`Aa1!${'a'.repeat(124)}`, true], [`Aa1!${'a'.repeat(125)}`, false],
    ['aa1!aaaa', false], ['AA1!AAAA', false], ['Aab!aaaa', false], ['Aa1aaaaa', false], ['Aa1!aaa\n', false], ['Aa1 aaaa', true], ['Aa1密码密码密', true],
  ])('%j: %s', (password, strong) => {
    expect(isStrongPassword(password)).toBe(strong);
  });
});

describe('isUserName', () => {
  it.each([
    ['abc_def', 'Local', true], ['tf-test.1', 'Local', true], ['张三', 'Local', true], ['', 'Local', false], ['a@b', 'Local', false], ['a@b', 'AD', true],
    ['a b', 'Ram', false], ['a#b', 'LDAP', false], ['a'.repeat(128), 'Local', true], ['a'.repeat(129), 'Local', false], ['a\n', 'Local', false],
  ] as const)('%j of %s: %s', (name, source, good) => {
    expect(isUserName(name, source)).toBe(good);
  });
});
