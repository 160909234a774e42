import { SHIPPED_POLICIES } from '@sallyport/control';
import type { OpenedStore } from '@sallyport/store';
import { storeRig } from '@sallyport/testkit';
import { readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { storeNewShippedPolicies } from '../src/compose/shipped-policies.ts';
import { createLog } from '../src/log/logger.ts';
import { sallyport, serve } from './cli.ts';
import { temporary } from './directory.ts';

const INSTANCE = 'bastionhost-cn-older';
const log = createLog('error', 'test');

async function named(store: OpenedStore): Promise<readonly (readonly [string, boolean])[]> {
  return (await store.ramPolicies.list(INSTANCE, { number: 1, size: 100 })).items.map(({ name, system }) => [name, system]);
}

describe('a directory that an older version made', () => {
  it('gets its lists of service tickets when it is served, and is refused with bad ones', async () => {
    const data = join(await temporary(), 'd');
    expect((await sallyport(['init', '--data', data, '--json'])).code).toBe(0);
    const lists = join(data, 'service-tickets');
    const made = await readdir(lists);
    expect(made.toSorted((a, b) => a.localeCompare(b))).toEqual(['categories.json', 'problem-types.json', 'regions.json', 'severities.json']);
    await rm(lists, { recursive: true });
    await using server = await serve(data);
    expect(await readdir(lists)).toHaveLength(4);
    for (const name of made) expect(((await stat(join(lists, name))).mode & 0o777).toString(8)).toBe('600');

    await writeFile(join(lists, 'regions.json'), '[]');
    await vi.waitUntil(() => server.stderr().includes('CASE_LISTS_INVALID'), { timeout: 10_000 });
    const [said = ''] = server.stderr().split('\n').filter((line) => line.includes('CASE_LISTS_INVALID'));
    expect(JSON.parse(said)).toMatchObject({ level: 'error', problems: ['regions.json: must not have fewer than 1 items'] });
    expect((await server.stop()).code).toBe(0);

    await writeFile(join(lists, 'severities.json'), '{"severities":[]}');
    const before = await readFile(join(lists, 'categories.json'), 'utf8');
    const refused = await sallyport(['serve', '--data', data, '--api', '127.0.0.1:0', '--ssh', '127.0.0.1:0']);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    for (const words of [lists, 'severities.json: must be array', 'regions.json: must not have fewer than 1 items']) expect(refused.stderr).toContain(words);
    expect(await readFile(join(lists, 'categories.json'), 'utf8')).toBe(before);
  }, 60_000);

  it('gets the policies that have come since, once, and keeps the operator\'s own', async () => {
    await using rig = await storeRig('sqlite');
    const store = await rig.open();
    await store.instances.create({ instanceId: INSTANCE, regionId: 'cn-hangzhou', accountId: '1000000000000001', description: '', timeZone: 'Asia/Shanghai', createdAt: 1 });
    await store.ramPolicies.create({ instanceId: INSTANCE, name: 'Auditor', description: '', document: '{}', system: true, createdAt: 1 });
    await store.ramPolicies.create({ instanceId: INSTANCE, name: 'ServiceTicketCustomer', description: '', document: '{}', system: false, createdAt: 1 });
    for (let i = 0; i < 2; i++) await storeNewShippedPolicies(store, INSTANCE, log);
    expect(new Map(await named(store))).toEqual(new Map(SHIPPED_POLICIES.map(({ name }) => [name, name !== 'ServiceTicketCustomer'])));
    expect(await named(store)).toHaveLength(SHIPPED_POLICIES.length);
    expect((await store.ramPolicies.findByName(INSTANCE, 'Auditor'))?.document).toBe('{}');
  });

  it('gets them from one of several nodes that start together', async () => {
    await using rig = await storeRig('sqlite');
    const store = await rig.open();
    await store.instances.create({ instanceId: INSTANCE, regionId: 'cn-hangzhou', accountId: '1000000000000001', description: '', timeZone: 'Asia/Shanghai', createdAt: 1 });
    await Promise.all([1, 2, 3].map(() => storeNewShippedPolicies(store, INSTANCE, log)));
    expect(await named(store)).toHaveLength(SHIPPED_POLICIES.length);
  });
});
