import { execFile } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { DENY_PHRASES } from '@sallyport/core';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** Cells of every table row of a page, code marks taken off. */
function rows(page: string): readonly (readonly string[])[] {
  return read(page).split('\n').filter((line) => line.startsWith('| ')).map((line) => line.slice(1, -1).split(' | ').map((cell) => cell.trim()));
}

/** What stands in code marks in the first column, whatever the table. */
function firstColumn(page: string): readonly string[] {
  return rows(page).flatMap(([first = '']) => [...first.matchAll(/`(?<name>[^`]+)`/gu)].map((match) => match.groups?.['name'] ?? ''));
}

function namesIn(path: string, pattern: RegExp): readonly string[] {
  return [...read(path).matchAll(pattern)].map((match) => match.groups?.['name'] ?? '');
}

/** `sallyport config` in a directory without a configuration file. */
async function config(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  const empty = mkdtempSync(join(tmpdir(), 'sallyport-pages-'));
  try {
    const { stdout } = await run(process.execPath, [join(ROOT, 'packages/server/bin/sallyport.js'), 'config', ...words, '--data', empty], { env: { PATH: process.env['PATH'] ?? '', ...env } });
    return stdout;
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'stderr' in error && typeof error.stderr === 'string' && error.stderr !== '') return error.stderr;
    throw error;
  } finally {
    rmSync(empty, { recursive: true, force: true });
  }
}

describe('docs/reference/configuration.md', () => {
  const settings = rows('docs/reference/configuration.md').filter(([name = '', variable = '']) => name.includes('.') && variable.startsWith('`SALLYPORT_'));
  const bare = (text = ''): string => text.replaceAll('`', '');

  it('names every setting with its default, meaning and variable', async () => {
    const shown = [...(await config(['show'])).matchAll(/^(?<name>\S+) = (?<value>.*)\n {4}(?<meaning>.*)\n {4}(?<variable>\S+)$/gmu)].map(({ groups }) => [groups?.['name'], groups?.['variable'], groups?.['value'], groups?.['meaning']]);
    expect(shown.length).toBeGreaterThan(30);
    expect(settings.map(([name, variable, value, , meaning]) => [bare(name), bare(variable), bare(value), meaning])).toEqual(shown);
  });

  it('names the bounds that hold', async () => {
    const numbers = settings.filter(([, , value]) => /^`\d+`$/u.test(value ?? ''));
    const all = (value: string): Readonly<Record<string, string>> => Object.fromEntries(numbers.map(([, variable]) => [bare(variable), value]));
    const said = `${await config(['check'], all('-1'))}\n${await config(['check'], all('999999999999999'))}`;
    expect(numbers.length).toBeGreaterThan(20);
    for (const [, variable, , bounds = ''] of numbers) {
      const [least = '', most = ''] = bounds.split(' to ');
      expect(said).toContain(`${bare(variable)}: must be >= ${least}\n`);
      expect(said).toContain(`${bare(variable)}: must be <= ${most}\n`);
    }
  });
});

describe('docs/reference/deny-codes.md', () => {
  it('names every code of a decision, of the gate and of an end, and no other', () => {
    const gate = namesIn('packages/gateway/src/session/gate/refusal.ts', /^ {2}(?<name>[A-Z_]+): \{ en: /gmu);
    const ends = namesIn('packages/gateway/src/session/end-line.ts', /^ {2}'(?<name>[a-z-]+)': \{ en: /gmu);
    expect(Math.min(gate.length - 20, ends.length - 5)).toBeGreaterThan(0);
    expect([...firstColumn('docs/reference/deny-codes.md')].sort()).toEqual([...Object.keys(DENY_PHRASES), ...gate, ...ends].sort());
  });
});

describe('docs/reference/audit-events.md', () => {
  it('names every kind that is written, and no other', () => {
    const sources = globSync('packages/{control,gateway,server}/src/**/*.ts', { cwd: ROOT });
    const kinds = sources.flatMap((path) => namesIn(path, /'(?<name>(?:api|audit|authorization|hostkey|instance|login|recording|request|session|ticket)\.[a-z]+)'/gu)).filter((name) => !/\.(?:crt|key)$/u.test(name));
    // These are named after what is to be done.
    const work = namesIn('packages/core/src/target-work/work.ts', /kind: '(?<name>[a-z-]+)'/gu).map((kind) => `target-work.${kind}`);
    expect(work.length).toBeGreaterThan(0);
    expect(sources.length).toBeGreaterThan(200);
    expect([...new Set(firstColumn('docs/reference/audit-events.md'))].sort()).toEqual([...new Set([...kinds, ...work, 'api.<Action>'])].sort());
  });
});
