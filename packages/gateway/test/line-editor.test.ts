import { describe, expect, it } from 'vitest';
import { LineEditor } from '../src/protocols/ssh/line-editor.ts';
import { parseMenuCommand } from '../src/protocols/ssh/menu-command.ts';
import { withdrawalKeys } from '../src/protocols/ssh/withdrawal-keys.ts';

function edit(...chunks: readonly (string | Uint8Array)[]): { readonly lines: readonly string[]; readonly echo: string; readonly left: number } {
  const lines: string[] = [];
  let [echo, left] = ['', 0];
  const editor = new LineEditor({
    echo: (text) => { echo += text; },
    onEvent: (event) => {
      if (event.kind === 'line') lines.push(event.text);
      else left += 1;
    },
  });
  for (const chunk of chunks) editor.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  return { lines, echo, left };
}

describe('the line editor', () => {
  it('gives a line at Enter, whatever kind of Enter', () => {
    expect(edit('one\rtwo\nthree\r\nfour\r').lines).toEqual(['one', 'two', 'three', 'four']);
  });

  it('rubs out, wide characters by two cells', () => {
    const { lines, echo } = edit('ab\u007f中\u007fc\r');
    expect(lines).toEqual(['ac']);
    expect(echo).toBe('ab\b \b中\b\b  \b\bc\r\n');
  });

  it('swallows escape sequences, also when they come in pieces', () => {
    expect(edit('a\u001b[1;5', 'Cb\u001bOPc\u001b', 'xd\r').lines).toEqual(['abcd']);
  });

  it('joins characters that come in pieces', () => {
    const bytes = Buffer.from('中\r');
    expect(edit(bytes.subarray(0, 1), bytes.subarray(1)).lines).toEqual(['中']);
  });

  it('echoes no control character and keeps no more than a line', () => {
    const { lines, echo } = edit(`\u0000\u0007\u009b${'x'.repeat(1_000)}\r`);
    expect(lines[0]).toHaveLength(200);
    expect(echo).not.toMatch(/[\u0000\u0007\u009b]/);
  });

  it('leaves at Ctrl-C and Ctrl-D', () => {
    expect(edit('abc\u0003', '\u0004').left).toBe(2);
  });
});

describe('a menu command', () => {
  it.each([
    ['', { kind: 'nothing' }], ['  ', { kind: 'nothing' }], ['7', { kind: 'open', number: 7 }], ['open 12', { kind: 'open', number: 12 }],
    ['n', { kind: 'next' }], ['P', { kind: 'previous' }], ['?', { kind: 'help' }], ['exit', { kind: 'exit' }], ['q', { kind: 'exit' }], ['list', { kind: 'list' }],
    ['web', { kind: 'find', text: 'web' }], ['find 10.0', { kind: 'find', text: '10.0' }], ['constructor', { kind: 'find', text: 'constructor' }],
    ['1234567', { kind: 'find', text: '1234567' }],
  ])('%j', (line, command) => {
    expect(parseMenuCommand(line)).toEqual(command);
  });
});

describe('the keys that withdraw', () => {
  it.each([['\u0003\u0003', 1], ['\u0003x\u0003', 0], ['\u0003', 0], ['x\u0003\u0003y', 1], ['\u0003\u0003\u0003', 1]])('%j', (keys, times) => {
    let withdrawn = 0;
    const press = withdrawalKeys(() => { withdrawn += 1; });
    for (const byte of Buffer.from(keys)) press(Uint8Array.of(byte));
    expect(withdrawn).toBe(times);
  });
});
