import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EchoFilter } from '../src/echo-filter.ts';

const HIDDEN = Symbol('hidden input');

/** Plays `> typed` and `< shown` steps a millisecond apart; `= n` waits n ms. */
function play(steps: readonly string[]): (string | typeof HIDDEN)[] {
  const seen: (string | typeof HIDDEN)[] = [];
  const filter = new EchoFilter((kind, text) => seen.push(kind === 'input' ? text : HIDDEN));
  let at = 0;
  for (const step of steps) {
    at += 1;
    const text = step.slice(2);
    if (step.startsWith('> ')) filter.typed(text, at);
    else if (step.startsWith('< ')) filter.shown(text, at);
    else at += Number(text);
  }
  filter.end();
  return seen;
}

/** Typed key by key, each echoed before the next. */
function echoed(text: string): string[] {
  return [...text].flatMap((key) => [`> ${key}`, `< ${key}`]);
}

test.each<[string, string[], (string | typeof HIDDEN)[]]>([
  ['a line echoed key by key', [...echoed('ls -l'), '> \r', '< \r\n', '< total 0\r\n$ '], ['ls -l\r']],
  ['a fast typist, echo behind', ['> l', '> s', '< l', '> \r', '< s\r\n'], ['ls\r']],
  ['a pasted line', ['> echo 日本語 ok\r', '< echo 日本', '< 語 ok', '< \r\n日本語 ok\r\n'], ['echo 日本語 ok\r']],
  ['a bracketed paste, shown inverse', ['> \x1b[200~id -u\x1b[201~', '< \x1b[7mid -u\x1b[27m', '> \r'], ['\x1b[200~id -u\x1b[201~\r']],
  ['several lines pasted into a program in cooked mode', ['> one\rtwo\r', '< one\r\ntwo\r\n'], ['one\r', 'two\r']],
  ['rubbed out and typed again', [...echoed('lsx'), '> \x7f', '> \r', '< \b\x1b[K\r\n'], ['lsx\x7f\r']],
  ['rubbed out with the answer late', [...echoed('lsx'), '> \x7f', '> a', '< \b \ba', '> \r'], ['lsx\x7fa\r']],
  ['a key that completes', [...echoed('cat fi'), '> \t', '< le.txt ', '> \r', '< \r\n'], ['cat fi\t\r']],
  ['a wrap at the margin', [...echoed('aaa'), '> b', '< b \r', '> c', '<  \rc', '> \r'], ['aaabc\r']],
  ['an escape sequence torn in two', ['> a', '< \x1b[3', '< 2ma', '> \r'], ['a\r']],
  ['Enter alone', ['> \r', '< \r\n$ '], ['\r']],
])('recorded: %s', (_, steps, expected) => {
  expect(play(steps)).toEqual(expected);
});

test.each<[string, string[], (string | typeof HIDDEN)[]]>([
  ['a password', ['< Password: ', '> s', '> e', '> c', '> \r', '< \r\n', '< Welcome\r\n'], [HIDDEN]],
  ['a password in one piece', ['< Password: ', '> secret\r', '< \r\n$ '], [HIDDEN]],
  ['a password right after echoed text', [...echoed('sudo id'), '> \r', '< \r\n[sudo] password for u: ', '> hunter2\r', '< \r\nuid=0\r\n'], ['sudo id\r', HIDDEN]],
  ['a password typed before its prompt', [...echoed('su'), '> \r', '> hunter2\r', '< \r\nPassword: ', '< \r\n'], ['su\r', HIDDEN]],
  ['a command and its password pasted together', ['> sudo id\rhunter2\r', '< sudo id\r\n[sudo] password for u: ', '< \r\n'], ['sudo id\r', HIDDEN]],
  ['a password after a line echoed whole, printed again by the program', ['> su\r', '< su\r\n', '> pw\r', '< \r\npw'], ['su\r', HIDDEN]],
  ['a password shown as stars', ['> a', '< *', '> b', '< *', '> \r', '< \r\n'], [HIDDEN]],
  ['a password whose first letter something else prints', ['> r', '< root@db:~# ', '> oot\r', '< \r\n'], [HIDDEN]],
  ['a password that is printed later, on a line of its own', ['> abc\r', '< \r\nabc\r\n'], [HIDDEN]],
  ['a password typed slowly', ['> a', '= 3000', '> b', '= 3000', '> c\r', '= 3000', '< abc'], [HIDDEN]],
  ['a password given up', ['> sec\x03', '< ^C\r\n$ '], [HIDDEN]],
  ['a password when the session ends', ['> secret'], [HIDDEN]],
  ['the rest of a line whose echo was disturbed', [...echoed('my'), '> s', '< Broadcast message\r\n', ...echoed('ecret'), '> \r'], [HIDDEN]],
  ['keys of a full-screen program', ['> d', '> d', '< \x1b[2;1Hline two', ...echoed('x')], [HIDDEN]],
])('not recorded: %s', (_, steps, expected) => {
  expect(play(steps)).toEqual(expected);
});

test('the line after a hidden one is recorded again', () => {
  expect(play(['> pw\r', '< \r\n$ ', ...echoed('id'), '> \r'])).toEqual([HIDDEN, 'id\r']);
});

test('without echo nothing typed is ever recorded, whatever else is shown', () => {
  const secret = fc.stringMatching(/^[a-z]{1,12}$/);
  // The shown text has no letter in it: whatever of the secret comes out was not shown.
  const noise = fc.stringMatching(/^[ 0-9\r\n\x1b[;*]{0,20}$/);
  fc.assert(fc.property(fc.array(fc.tuple(secret, noise, fc.boolean()), { maxLength: 12 }), (turns) => {
    const seen = play(turns.flatMap(([typed, shown, enter]) => [`> ${typed}${enter ? '\r' : ''}`, `< ${shown}`]));
    for (const each of seen) if (each !== HIDDEN) expect(String(each)).not.toMatch(/[a-z]/);
  }), { numRuns: 500 });
});

test('what waits for its echo is bounded', () => {
  const seen: string[] = [];
  const filter = new EchoFilter((kind) => seen.push(kind));
  for (let turn = 0; turn < 20; turn += 1) filter.typed('x'.repeat(1_000), turn);
  expect(seen).toEqual(['hidden-input']);
});

test('keys without end do not fill the memory, and are not recorded', () => {
  let most = 0;
  let hidden = 0;
  const filter = new EchoFilter((kind, text) => {
    most = Math.max(most, text.length);
    if (kind === 'hidden-input') hidden += 1;
  });
  for (let i = 0; i < 300; i += 1) filter.typed(`\x1b[${'0'.repeat(30_000)}A`, i);
  filter.typed('\r', 301);
  expect(hidden).toBeGreaterThan(0);
  expect(most).toBeLessThan(1000);
});
