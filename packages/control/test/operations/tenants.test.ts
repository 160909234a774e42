import { DatabaseSync } from 'node:sqlite';
import { catalogue } from '@sallyport/contract';
import type { Operation } from '@sallyport/contract';
import { storeRig } from '@sallyport/testkit';
import type { StoreRig } from '@sallyport/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INSTANCE, OTHER_INSTANCE, startApi } from '../api.ts';
import type { Api, Key } from '../api.ts';
import { approveEverything, createAccount, createHost, createUser, openTicket } from './people.ts';

/** In every name and text of the first tenant; whoever reads it anywhere has seen something of his. */
const MARK = 'marktenant';
const SESSION = '11111111-2222-4333-8444-555555555555';
const PUBLIC_KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIWWnZCqWZvFTDFdTFQP1XGMLkiXHbLvQWeaZnYxZ2uq';

let rig: StoreRig;
let api: Api;
let stranger: Key;
/** The first tenant's objects by the parameter that names them. */
let theirs: Readonly<Record<string, string>>;

beforeAll(async () => {
  rig = await storeRig('sqlite');
  api = await startApi({ rig, recording: () => [MARK] });
  stranger = await api.principal('stranger', ['AdministratorAccess'], OTHER_INSTANCE);
  theirs = await furnish();
});
afterAll(async () => { await api?.[Symbol.asyncDispose](); });

async function furnish(): Promise<Readonly<Record<string, string>>> {
  const engineer = await api.principal(`${MARK}-engineer`, ['OperationUser']);
  const UserId = await createUser(api, `${MARK}-user`, { Source: 'Ram', SourceUserId: engineer.principalId });
  const HostId = await createHost(api, `${MARK}-host`, '10.44.0.1');
  const HostAccountId = await createAccount(api, HostId, `${MARK}-root`, { Password: 'hunter2Hunter!' });
  await api.ok('AttachHostAccountsToUser', { UserId, Hosts: JSON.stringify([{ HostId, HostAccountIds: [HostAccountId] }]) });
  const PolicyId = await approveEverything(api);
  await api.ok('ModifyPolicy', { PolicyId, PolicyName: `${MARK}-policy` });
  const OperationTicketId = await openTicket(api, { userId: UserId, hostId: HostId, accountId: HostAccountId }, MARK);
  const PublicKeyId = String((await api.ok('CreateUserPublicKey', { UserId, PublicKeyName: MARK, PublicKey: Buffer.from(PUBLIC_KEY).toString('base64') }))['PublicKeyId']);
  await api.ok('AcceptHostKey', { HostId, PublicKey: PUBLIC_KEY });
  await api.ok('CreateRamPolicy', { RamPolicyName: MARK, PolicyDocument: '{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}' });
  await api.store.sessions.create({
    id: SESSION, instanceId: INSTANCE, nodeId: 'n', userId: UserId, userName: MARK, hostId: HostId, hostName: MARK, accountId: HostAccountId, accountName: MARK, protocol: 'SSH',
    clientAddress: '', targetAddress: '', ticketId: null, policyId: null, startedAt: 1, firstByteAt: null, endedAt: null, endReason: null, bytesFromClient: 0, bytesFromTarget: 0, recording: 'r',
  });
  const PrincipalGroupId = String((await api.ok('CreatePrincipalGroup', { Name: `${MARK}-group` }))['PrincipalGroupId']);
  await api.ok('AddPrincipalToGroup', { PrincipalGroupId, PrincipalId: engineer.principalId });
  const CaseId = await openCase(engineer.principalId);
  const asked = await api.ok('RequestAuthorization', { CaseId, UserId, Description: MARK, Details: JSON.stringify([{ Type: 'Host', HostId }]) });
  return {
    PrincipalGroupId, CaseId, AuthorizationId: String(asked['AuthorizationId']), UserId, HostId, HostAccountId, PolicyId, OperationTicketId, PublicKeyId, AssetId: HostId, AssetAccountName: `${MARK}-root`, Account: `${MARK}-root`, SessionId: SESSION,
    UserIds: `["${UserId}"]`, HostIds: `["${HostId}"]`, Hosts: JSON.stringify([{ HostId, HostAccountIds: [HostAccountId] }]), UserName: `${MARK}-user`, HostName: `${MARK}-host`,
    PrincipalId: engineer.principalId, UserAccessKeyId: engineer.accessKeyId, RamPolicyName: MARK, SourceUserId: engineer.principalId, PublicKey: PUBLIC_KEY,
  };
}

async function openCase(ownerId: string): Promise<string> {
  return api.store.transact((tx) => tx.cases.create({
    instanceId: INSTANCE, ownerId, description: MARK, subTypeId: '', productCategoryId: '', businessTypeId: 'question', severityId: '', regionId: '', site: 0, sourceId: '', projectId: '',
    contact: { areaCode: '', mobile: '', mail: '', time: '' }, extendsMap: '{}', extensionMap: '{}', createdAt: tx.now,
  }));
}

/** Every row of the first tenant but the log of who asked. */
function belongings(): string {
  if (rig.config.engine !== 'sqlite') throw new Error('reads the file of SQLite');
  const database = new DatabaseSync(rig.config.file, { readOnly: true });
  const rows = (table: string): string => JSON.stringify(database.prepare(`select * from ${table}`).all().filter((row) => JSON.stringify(row).includes(INSTANCE)));
  const joined = ['policy_users', 'policy_hosts', 'policy_accounts', 'ram_attachments', 'principal_group_members'].map((table) => JSON.stringify(database.prepare(`select * from ${table}`).all()));
  const own = [
    'users', 'user_public_keys', 'hosts', 'host_accounts', 'host_key_pins', 'user_host_grants', 'user_account_grants', 'policies', 'tickets', 'sessions', 'principals', 'access_keys', 'ram_policies', 'sealed_values',
    'cases', 'case_logs', 'authorizations', 'authorization_details', 'principal_groups',
  ].map(rows);
  database.close();
  return [...own, ...joined].join('\n');
}

/** Every parameter that can name an object does; of the rest those that are required, as the declaration shows them. */
function aimed(operation: Operation): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(operation.params).flatMap(([name, param]) => {
    if (name === 'InstanceId') return [];
    // Under the name of theirs it would be one's own to delete.
    const object = operation.action === 'CreateRamPolicy' ? undefined : theirs[name];
    if (object !== undefined) return [[name, object]];
    return param.required ? [[name, param.example]] : [];
  }));
}

const operations = Object.values<Operation>(catalogue);
/** They make something of one's own. */
const MAKES_OWN: ReadonlySet<string> = new Set(['CreateUser', 'CreateHost', 'CreatePolicy', 'CreatePrincipal', 'CreatePrincipalGroup', 'CreateRamPolicy']);

describe('an administrator of another tenant', () => {
  it.each(operations)('reads and changes nothing by $action', async (operation) => {
    const before = belongings();
    for (const instanceId of 'InstanceId' in operation.params ? [OTHER_INSTANCE, INSTANCE] : [null]) {
      const answer = await api.call(operation.action, aimed(operation), { key: stranger, instanceId, version: operation.version });
      expect(answer.status).toBeLessThan(500);
      expect(JSON.stringify(answer.body)).not.toContain(MARK);
      expect(JSON.stringify(answer.body)).not.toContain('10.44.0.1');
      if (instanceId === OTHER_INSTANCE && answer.status === 200 && operation.kind === 'write' && !MAKES_OWN.has(operation.action)) {
        // A batch says of each item that it does not exist.
        expect([operation.action, ...codesOf(answer.body)]).not.toContain('OK');
        expect(codesOf(answer.body).length).toBeGreaterThan(0);
      }
    }
    expect(belongings()).toBe(before);
  });

  it('is shown to be looked for in the right places: the tenant’s own administrator finds and changes them', async () => {
    const before = belongings();
    expect(before).toContain(MARK);
    expect(JSON.stringify(await api.ok('GetUser', { UserId: theirs['UserId'] ?? '' }))).toContain(MARK);
    await api.ok('LockUsers', { UserIds: theirs['UserIds'] ?? '' });
    expect(belongings()).not.toBe(before);
  });
});

function codesOf(body: Readonly<Record<string, unknown>>): readonly string[] {
  const results = body['Results'];
  return Array.isArray(results) ? (results as { readonly Code: string }[]).map((result) => result.Code) : [];
}
