import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { DIRECTIONS } from '../architecture/direction.ts';
import { ROOT, scratchWorkspace } from './scratch-workspace.ts';
import type { ScratchWorkspace } from './scratch-workspace.ts';

const run = promisify(execFile);

/** What `tsc -b` of that package says; empty: it compiles. */
async function compile(house: ScratchWorkspace, name: string): Promise<string> {
  // The compiler's up-to-date check compares file times, which are too coarse for a change right after a build.
  rmSync(join(house.root, '.tsbuild'), { recursive: true, force: true });
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  try {
    await run(process.execPath, [compiler, '-b', `packages/${name}`, '--pretty', 'false'], { cwd: house.root, timeout: 30_000 });
    return '';
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'stdout' in error && typeof error.stdout === 'string' && error.stdout !== '') return error.stdout;
    throw error;
  }
}

const names = Object.keys(DIRECTIONS);
const forbidden = names.flatMap((from) => {
  const to = names.find((name) => name !== from && name !== 'testkit' && DIRECTIONS[from]?.may.includes(name) === false);
  return to === undefined ? [] : [[from, to] as const];
});

describe('the compiler itself refuses', { timeout: 60_000 }, () => {
  it.each([...forbidden, ['server', 'testkit'] as const])('an undeclared import: %s of %s', async (from, to) => {
    using house = scratchWorkspace();
    expect(await compile(house, from)).toBe('');
    house.write(`packages/${from}/src/a.ts`, `import { NAME } from '@sallyport/${to}';\nexport const OTHER: string = NAME;\n`);
    expect(await compile(house, from)).toMatch(/error TS(?:6307|6059): /u);
  });

  it.each(['core', 'contract'])('globals and modules of Node in %s', async (name) => {
    using house = scratchWorkspace();
    expect(await compile(house, name)).toBe('');
    const globals = ['process', 'setTimeout', 'Buffer', 'fetch', 'console', 'performance', 'crypto', 'require'];
    house.write(`packages/${name}/src/a.ts`, `import fs from 'node:fs';\nexport const x: unknown = [fs, ${globals.join(', ')}];\n`);
    const said = await compile(house, name);
    for (const word of [...globals, 'node:fs']) expect(said).toMatch(new RegExp(`error TS\\d+: .*'${word}'`, 'u'));
  });
});
