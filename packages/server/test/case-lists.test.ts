import type { CaseLists } from '@sallyport/control';
import { readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Log } from '../src/log/logger.ts';
import { createLog } from '../src/log/logger.ts';
import { writeMissingCaseLists } from '../src/service-tickets/case-list-files.ts';
import { readCaseLists } from '../src/service-tickets/read-case-lists.ts';
import { openCaseLists } from '../src/service-tickets/watched-case-lists.ts';
import { temporary } from './directory.ts';

async function shipped(): Promise<string> {
  const directory = join(await temporary(), 'service-tickets');
  await writeMissingCaseLists(directory);
  return directory;
}

async function listsIn(directory: string): Promise<CaseLists> {
  const read = await readCaseLists(directory);
  if (!read.ok) throw new Error(read.problems.join('\n'));
  return read.lists;
}

async function problemsIn(directory: string): Promise<readonly string[]> {
  const read = await readCaseLists(directory);
  return read.ok ? [] : read.problems;
}

/** A log whose entries are kept. */
function kept(): { readonly log: Log; readonly entries: { readonly level: string; readonly problems?: readonly string[] }[] } {
  const entries: { level: string; problems?: readonly string[] }[] = [];
  const log = createLog('info', 'test');
  const note = (level: string) => (fields: { readonly problems?: readonly string[] }): void => { entries.push({ level, ...fields }); };
  Object.assign(log, { info: note('info'), error: note('error') });
  return { log, entries };
}

async function edit(directory: string, file: string, change: (items: Record<string, unknown>[]) => unknown): Promise<void> {
  const items = JSON.parse(await readFile(join(directory, file), 'utf8')) as Record<string, unknown>[];
  await writeFile(join(directory, file), JSON.stringify(change(items)));
}

describe('the lists that come with the product', () => {
  it.each([0, 1] as const)('let every kind of ticket of site %i be opened', async (site) => {
    const { categories, problemTypes, severities, regions } = await listsIn(await shipped());
    const here = <T extends { readonly sites: readonly (0 | 1)[] }>(items: readonly T[]): readonly T[] => items.filter(({ sites }) => sites.includes(site));
    const fits = (ids: readonly string[], id: string): boolean => ids.length === 0 || ids.includes(id);
    expect(here(categories).length).toBeGreaterThan(3);
    expect(here(regions).length).toBeGreaterThan(3);
    expect(here(problemTypes).map(({ caseType }) => caseType)).toEqual(expect.arrayContaining(['0', '5']));
    for (const category of here(categories)) {
      expect(here(category.products)).not.toEqual([]);
      for (const { id } of here(category.products)) expect([id, here(problemTypes).filter(({ productCategoryIds }) => fits(productCategoryIds, id)).length]).not.toEqual([id, 0]);
    }
    for (const { id } of here(problemTypes)) expect([id, here(severities).filter(({ businessTypeIds }) => fits(businessTypeIds, id)).length]).not.toEqual([id, 0]);
  });

  it('have names in both languages', async () => {
    const { categories, problemTypes, severities, regions } = await listsIn(await shipped());
    const named = [...categories, ...categories.flatMap(({ products }) => products), ...problemTypes, ...severities, ...regions];
    expect(named.length).toBeGreaterThan(60);
    for (const { name } of named) {
      expect(name.zh).toMatch(/\p{Script=Han}/u);
      expect(name.en).not.toMatch(/\p{Script=Han}/u);
    }
  });

  it('are put where they are missing, and never over an operator\'s own', async () => {
    const directory = await shipped();
    expect(((await stat(join(directory, 'regions.json'))).mode & 0o777).toString(8)).toBe('600');
    await writeFile(join(directory, 'regions.json'), 'mine');
    await rm(join(directory, 'severities.json'));
    expect(await writeMissingCaseLists(directory)).toEqual(['severities.json']);
    expect(await readFile(join(directory, 'regions.json'), 'utf8')).toBe('mine');
    expect(await writeMissingCaseLists(directory)).toEqual([]);
  });
});

describe('lists that cannot be used', () => {
  it.each<readonly [string, string, (items: Record<string, unknown>[]) => unknown, string]>([
    ['no list', 'regions.json', () => ({}), 'regions.json: must be array'],
    ['an empty list', 'regions.json', () => [], 'regions.json: must not have fewer than 1 items'],
    ['a site that there is not', 'regions.json', ([first]) => [{ ...first, sites: [0, 2] }], 'regions.json: 0.sites.1: '],
    ['no site', 'regions.json', ([first]) => [{ ...first, sites: [] }], 'regions.json: 0.sites: '],
    ['a member that there is not', 'severities.json', ([first]) => [{ ...first, colour: 'red' }], 'severities.json: 0: there is no member "colour" here'],
    ['a missing language', 'severities.json', ([first]) => [{ ...first, name: { zh: '一般' } }], 'severities.json: 0.name: must have required properties en'],
    ['a name with control characters', 'severities.json', ([first]) => [{ ...first, name: { zh: '一般', en: 'a\u001b[2J' } }], 'severities.json: 0.name.en: '],
    ['an id with a space', 'severities.json', ([first]) => [{ ...first, id: 'a b' }], 'severities.json: 0.id: '],
    ['an id of 65 characters', 'severities.json', ([first]) => [{ ...first, id: 'x'.repeat(65) }], 'severities.json: 0.id: '],
    ['an unknown type of case', 'problem-types.json', ([first]) => [{ ...first, caseType: '3' }], 'problem-types.json: 0.caseType: '],
    ['an id that stands twice', 'regions.json', ([first]) => [first, first], 'regions.json: 1.id: "cn-north-4" stands there already'],
    ['a product that stands twice', 'categories.json', ([first, ...rest]) => [first, ...rest, { ...first, id: 'again' }], '.products.0.id: "compute" stands there already'],
    ['a product that is gone', 'categories.json', ([, ...rest]) => rest, 'problem-types.json: 0.productCategoryIds.0: there is no product in categories.json with the id "compute"'],
    ['a problem type that is gone', 'problem-types.json', ([, ...rest]) => rest, 'severities.json: 1.businessTypeIds.0: there is no problem type in problem-types.json with the id "unavailable"'],
  ])('%s', async (_what, file, change, expected) => {
    const directory = await shipped();
    await edit(directory, file, change);
    expect((await problemsIn(directory)).join('\n')).toContain(expected);
  });

  it('files that are no UTF-8, no JSON, too large or not there', async () => {
    const directory = await shipped();
    // 一般 in GBK, as an editor on Windows saves it.
    await writeFile(join(directory, 'severities.json'), Buffer.concat([Buffer.from('["'), Buffer.from([0xd2, 0xbb, 0xb0, 0xe3]), Buffer.from('"]')]));
    await writeFile(join(directory, 'categories.json'), '[{"id":');
    await truncate(join(directory, 'regions.json'), 1024 * 1024 + 1);
    await rm(join(directory, 'problem-types.json'));
    expect(await problemsIn(directory)).toEqual([
      expect.stringContaining('categories.json: is not JSON: ') as string, 'problem-types.json: cannot be read (ENOENT)', 'severities.json: is not UTF-8', 'regions.json: is larger than 1 MiB',
    ]);
  });

  it('keep a server from starting, which says everything at once', async () => {
    const directory = await shipped();
    await edit(directory, 'severities.json', (items) => items.map((item) => ({ ...item, sites: 'both' })));
    await edit(directory, 'regions.json', ([first]) => [{ ...first, type: 7, sensitive: 1 }]);
    const refusal: unknown = await openCaseLists(directory, kept().log).then(() => undefined, (error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'CASE_LISTS_INVALID', exitCode: 1 });
    const text = refusal instanceof Error ? refusal.message : '';
    for (const words of ['severities.json: 0.sites: must be array', 'severities.json: 3.sites: must be array', 'regions.json: 0.type: ', 'regions.json: 0.sensitive: must be boolean']) expect(text).toContain(words);
  });
});

describe('lists that are edited while the server runs', () => {
  it('are in force at the next look, unless they are bad: then the last good ones stay, and that is said once', async () => {
    const directory = await shipped();
    const { log, entries } = kept();
    const lists = await openCaseLists(directory, log);
    const regions = (): readonly string[] => lists.current().regions.map(({ id }) => id);
    const before = lists.current();
    await lists.refresh();
    expect(lists.current()).toBe(before);
    expect(entries).toEqual([]);

    await edit(directory, 'regions.json', ([first]) => [{ ...first, id: 'cn-new' }]);
    await lists.refresh();
    expect(regions()).toEqual(['cn-new']);
    expect(entries.map(({ level }) => level)).toEqual(['info']);

    await edit(directory, 'regions.json', ([first]) => [{ ...first, id: 'cn new' }]);
    for (let i = 0; i < 3; i++) await lists.refresh();
    expect(regions()).toEqual(['cn-new']);
    expect(entries.slice(1)).toMatchObject([{ level: 'error', problems: [expect.stringContaining('regions.json: 0.id: ')] }]);

    await rm(join(directory, 'regions.json'));
    for (let i = 0; i < 3; i++) await lists.refresh();
    expect(regions()).toEqual(['cn-new']);
    expect(entries.slice(2)).toMatchObject([{ level: 'error', problems: ['regions.json: cannot be read (ENOENT)'] }]);

    await writeMissingCaseLists(directory);
    await lists.refresh();
    expect(regions()).toContain('cn-north-4');
    expect(entries).toHaveLength(4);
  });
});
