import { catalogue } from '@sallyport/contract';
import type { Operation } from '@sallyport/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INSTANCE, startApi } from '../api.ts';
import type { Answer, Api } from '../api.ts';
import { createAccount, createHost, createUser } from './people.ts';

let api: Api;
let userId: string;
let hostId: string;
let accountId: string;

beforeAll(async () => {
  api = await startApi();
  userId = await createUser(api, 'zhang');
  hostId = await createHost(api, 'web');
  accountId = await createAccount(api, hostId, 'root');
});
afterAll(async () => { await api[Symbol.asyncDispose](); });

/** What may differ between two calls of the same operation. */
function answered({ status, body: { RequestId: _each, ...body } }: Answer): unknown {
  return { status, body };
}

const operations: readonly Operation[] = Object.values<Operation>(catalogue).filter(({ version }) => version === '2019-12-09');
/** Reads that need nothing but what the stage holds. */
const reads = operations.filter(({ kind, params }) => kind === 'read'
  && Object.entries(params).every(([name, param]) => !param.required || ['InstanceId', 'UserId', 'HostId', 'HostAccountId'].includes(name)));

describe('a RegionId that is unknown or not the instance’s counts as absent', () => {
  it.each(reads.map(({ action, params }) => [action, params] as const))('%s', async (action, params) => {
    const given = Object.fromEntries(Object.entries({ UserId: userId, HostId: hostId, HostAccountId: accountId }).filter(([name]) => name in params));
    const without = answered(await api.call(action, given));
    for (const RegionId of ['cn-nowhere', 'ap-southeast-1', '地域', '']) expect(answered(await api.call(action, { ...given, RegionId }))).toEqual(without);
  });

  it('in changes too: what is locked in one region is locked', async () => {
    expect((await api.ok('LockUsers', { UserIds: `["${userId}"]`, RegionId: 'cn-nowhere' }))['Results']).toMatchObject([{ Code: 'OK', UserId: userId }]);
    expect((await api.ok('GetUser', { UserId: userId }))['User']).toMatchObject({ UserState: ['Frozen'] });
    expect((await api.ok('UnlockUsers', { UserIds: `["${userId}"]`, RegionId: 'us-east-1' }))['Results']).toMatchObject([{ Code: 'OK' }]);
    expect((await api.ok('DescribeInstances', { RegionId: 'cn-nowhere' }, { instanceId: null }))['Instances']).toMatchObject([{ InstanceId: INSTANCE }]);
  });
});

it('every operation of the cloud takes a region', () => {
  expect(reads.length).toBeGreaterThan(10);
  expect(operations.filter(({ params }) => !('RegionId' in params))).toEqual([]);
});
