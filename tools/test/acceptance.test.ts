import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Proof {
  readonly file: string;
  readonly test: string;
}

/** A test file in code marks, and every name in double quotes behind it, up to the next path. */
function proofsIn(text: string): readonly Proof[] {
  const found: Proof[] = [];
  let file = '';
  for (const { groups } of text.matchAll(/`(?<path>[^`\s]+\/[^`\s]+)`|"(?<name>[^"]+)"/gu)) {
    if (groups?.['path'] !== undefined) file = groups['path'];
    else if (file.endsWith('.test.ts')) found.push({ file, test: (groups?.['name'] ?? '').replaceAll(/\s+/gu, ' ') });
  }
  return found;
}

/** What stands behind the first column of every table row. */
function proofsOfRows(text: string): readonly Proof[] {
  return text.split('\n').filter((line) => line.startsWith('| ')).flatMap((line) => proofsIn(line.slice(line.indexOf(' | '))));
}

/** Proofs whose file holds no test of that name. */
function unknown(proofs: readonly Proof[]): readonly Proof[] {
  const source = (file: string): string => readFileSync(join(ROOT, file), 'utf8').replaceAll("\\'", "'");
  return proofs.filter(({ file, test }) => !["'", '`'].some((quote) => source(file).includes(`${quote}${test}${quote}`)));
}

function pathsIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/`(?:\.\/)?(?<path>[a-z0-9.-]+\/[^`\s*]+)`/gu)].map((match) => match.groups?.['path'] ?? ''))];
}

const page = readFileSync(join(ROOT, 'docs/acceptance.md'), 'utf8');

describe('docs/acceptance.md', () => {
  it('names only files that are there', () => {
    expect(pathsIn(page).length).toBeGreaterThan(60);
    expect(pathsIn(page).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('names only tests that are there, as they are called', () => {
    const proofs = proofsOfRows(page);
    expect(proofs.length).toBeGreaterThan(150);
    expect(unknown(proofs)).toEqual([]);
  });

  it('leaves no part of an issue without rows', () => {
    const parts = ['The house', 'Command line', 'The API', 'The SSH door', 'Demo', 'Figures', 'Authorizations', 'Tickets', "The vendor's side", 'Effect', 'History', 'Callers', 'Clients', 'Done means'];
    for (const part of parts) expect(page).toContain(`### ${part}\n`);
  });
});

describe('docs/flows', () => {
  it.each(globSync('docs/flows/*.md', { cwd: ROOT }))('%s names only files and tests that are there', (path) => {
    const text = readFileSync(join(ROOT, path), 'utf8');
    expect(pathsIn(text).length).toBeGreaterThan(10);
    expect(pathsIn(text).filter((name) => ![name, `packages/${name}`].some((there) => existsSync(join(ROOT, there))))).toEqual([]);
    expect(proofsIn(text).length).toBeGreaterThan(5);
    expect(unknown(proofsIn(text))).toEqual([]);
  });
});

describe('the documents', () => {
  it('the documents that the issue names are there', () => {
    const named = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', 'DEPENDENCIES.md', 'LICENSE', 'docs/acceptance.md'];
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    expect(globSync('docs/adr/*.md', { cwd: ROOT }).length).toBeGreaterThanOrEqual(5);
    expect(readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8').split('\n').length).toBeLessThanOrEqual(300);
  });

  it('every link between them leads somewhere', () => {
    const pages = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', 'DEPENDENCIES.md', 'CHANGELOG.md', ...globSync('docs/**/*.md', { cwd: ROOT })];
    const broken = pages.flatMap((path) => [...readFileSync(join(ROOT, path), 'utf8').matchAll(/\]\((?<to>[^)#\s]+)[^)]*\)/gu)]
      .map((match) => match.groups?.['to'] ?? '')
      .filter((to) => !/^[a-z]+:/u.test(to) && !existsSync(join(ROOT, path, '..', to)))
      .map((to) => `${path}: ${to}`));
    expect(broken).toEqual([]);
  });
});
