import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { tempDir } from '@sallyport/testkit';
import type { TempDir } from '@sallyport/testkit';
import { init, serve } from '../support/installation.ts';
import type { Initialised, Server } from '../support/installation.ts';
import { WIRE_CLIENTS } from './clients.ts';
import type { Credentials, WireAnswer } from './clients.ts';
import { startRecorder } from './recorder.ts';
import { anyText, textLike } from './matchers.ts';

const OWN = '2026-11-01';
const ONLY_REQUEST_ID = { RequestId: textLike(/^[0-9A-F-]{36}$/) };
let dir: TempDir;
let server: Server;
let admin: Initialised;
let powerless: Credentials;

beforeAll(async () => {
  dir = await tempDir('wire');
  admin = await init(dir.file('data'));
  server = await serve(dir.file('data'), { args: ['--insecure-http'] });
  powerless = await newPrincipal('powerless');
}, 60_000);
afterAll(async () => {
  await server.stop();
  await dir[Symbol.asyncDispose]();
});
afterEach(() => {
  vi.useRealTimers();
});

async function newPrincipal(PrincipalName: string, ...policies: readonly string[]): Promise<Credentials & { readonly principalId: string }> {
  const PrincipalId = String((await own('CreatePrincipal', { PrincipalName })).body['PrincipalId']);
  for (const RamPolicyName of policies) await own('AttachRamPolicy', { PrincipalId, RamPolicyName });
  const { body } = await own('CreateAccessKey', { PrincipalId });
  return { principalId: PrincipalId, accessKeyId: String(body['AccessKeyId']), accessKeySecret: String(body['AccessKeySecret']) };
}

async function own(action: string, params: Readonly<Record<string, string>>): Promise<WireAnswer> {
  const [client] = WIRE_CLIENTS;
  const answer = await client?.call(server.api, admin, action, { InstanceId: admin.instanceId, ...params }, OWN);
  if (answer?.code !== 'OK') throw new Error(`${action}: ${answer?.code}`);
  return answer;
}

/** Calls of one action stand in line for the second's budget that all tests share. */
const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

describe.each(WIRE_CLIENTS)('$name', (client) => {
  const call = (action: string, params: Readonly<Record<string, string>> = {}, key: Credentials = admin): Promise<WireAnswer> =>
    client.call(server.api, key, action, { InstanceId: admin.instanceId, ...params });
  let userId: string;
  const userName = client.name.replace(/\W+/g, '_');

  it('creates, shows, locks and unlocks a user', async () => {
    const created = await call('CreateUser', { UserName: userName, Source: 'Local', Password: "Aa1! *'()~+&=/中", Comment: 'a b*c~d%e' });
    userId = String(created.body['UserId']);
    expect((await call('GetUser', { UserId: userId })).body).toMatchObject({ User: { UserName: userName, Comment: 'a b*c~d%e', UserState: ['Normal'] } });
    const results = { RequestId: textLike(/^[0-9A-F-]{36}$/), Results: [{ Code: 'OK', Message: 'N/A\n', UserId: userId }] };
    expect((await call('LockUsers', { UserIds: `["${userId}"]` })).body).toEqual(results);
    expect((await call('GetUser', { UserId: userId })).body).toMatchObject({ User: { UserState: ['Frozen'] } });
    expect((await call('UnlockUsers', { UserIds: `["${userId}"]` })).body).toEqual(results);
  });

  it('detaches, by the page’s sample request', async () => {
    const hosts = '[ {"HostId":"1"}, {"HostId":"2","HostAccountIds":["1","2","3"]} ]';
    const { body } = await call('DetachHostAccountsFromUser', { UserId: userId, Hosts: hosts });
    const missing = { Code: 'OBJECT_NOT_FOUND', Message: 'None' };
    expect(body).toEqual({
      RequestId: anyText,
      Results: [
        { ...missing, HostId: '1', UserId: userId, HostAccounts: [] },
        { ...missing, HostId: '2', UserId: userId, HostAccounts: ['1', '2', '3'].map((HostAccountId) => ({ ...missing, HostAccountId })) },
      ],
    });
  });

  it('reads flat arrays', async () => {
    const PolicyId = String((await call('CreatePolicy', { PolicyName: userName })).body['PolicyId']);
    expect(await call('SetPolicyUserScope', { PolicyId, ScopeType: 'User', 'UserIds.1': userId, 'UserIds.3': userId })).toMatchObject({ code: 'OK' });
    expect((await call('GetPolicyUserScope', { PolicyId })).body).toMatchObject({ UserScope: { UserIds: [userId], UserGroupIds: [] } });
  });

  it('replaces a public key, dials hosts at their other address, takes a credential back', async () => {
    const line = (byte: number): string => Buffer.from(`ssh-ed25519 ${Buffer.concat([Buffer.from('0000000b7373682d6564323535313900000020', 'hex'), Buffer.alloc(32, byte)]).toString('base64')} me@laptop`).toString('base64');
    const PublicKeyId = String((await call('CreateUserPublicKey', { UserId: userId, PublicKeyName: 'laptop', PublicKey: line(1) })).body['PublicKeyId']);
    const fingerprint = async (): Promise<unknown> => ((await call('ListUserPublicKeys', { UserId: userId })).body['PublicKeys'] as readonly { readonly FingerPrint: string }[])[0]?.FingerPrint;
    const before = await fingerprint();
    expect((await call('ModifyUserPublicKey', { PublicKeyId, PublicKey: line(2), PublicKeyName: '', Comment: 'desk' })).body).toEqual(ONLY_REQUEST_ID);
    expect(await fingerprint()).not.toBe(before);
    expect(await call('ModifyUserPublicKey', { PublicKeyId: '987654321', Comment: 'x' })).toMatchObject({ status: 404, code: 'OBJECT_NOT_FOUND' });

    const HostId = String((await call('CreateHost', { HostName: userName, OSType: 'Linux', Source: 'Local', ActiveAddressType: 'Private', HostPrivateAddress: '10.0.0.1', HostPublicAddress: '203.0.113.1' })).body['HostId']);
    const HostIds = JSON.stringify([HostId, HostId, '987654321', 'x']);
    expect((await call('ModifyHostsActiveAddressType', { HostIds, ActiveAddressType: 'Public' })).body).toEqual({
      RequestId: anyText,
      Results: [['OK', HostId], ['OBJECT_AlREADY_EXISTS', HostId], ['OBJECT_NOT_FOUND', '987654321'], ['INVALID_ARGUMENT', 'x']].map(([Code, id]) => ({ Code, HostId: id, Message: 'None' })),
    });
    expect((await call('GetHost', { HostId })).body).toMatchObject({ Host: { ActiveAddressType: 'Public' } });
    expect(await call('ModifyHostsActiveAddressType', { HostIds, ActiveAddressType: 'Both' })).toMatchObject({ status: 400, code: 'InvalidParameter' });

    const HostAccountId = String((await call('CreateHostAccount', { HostId, HostAccountName: 'root', ProtocolName: 'SSH', Password: 'x' })).body['HostAccountId']);
    expect((await call('ResetHostAccountCredential', { HostAccountId, CredentialType: 'Password' })).body).toEqual(ONLY_REQUEST_ID);
    expect((await call('GetHostAccount', { HostAccountId })).body).toMatchObject({ HostAccount: { HasPassword: false } });
    expect(await call('ResetHostAccountCredential', { HostAccountId, CredentialType: 'Everything' })).toMatchObject({ status: 400, code: 'InvalidParameter' });
  });

  it('reads a policy scope as large as it may be', async () => {
    const PolicyId = String((await call('CreatePolicy', { PolicyName: `${userName}_large` })).body['PolicyId']);
    const hosts = Array.from({ length: 500 }, (_, index) => [[`Hosts.${index + 1}.HostId`, `9${index}`], [`Hosts.${index + 1}.AccountScopeType`, 'AccountId'], [`Hosts.${index + 1}.HostAccountIds.1`, '8'], [`Hosts.${index + 1}.HostAccountIds.2`, '9']]);
    const params = Object.fromEntries(hosts.flat()) as Readonly<Record<string, string>>;
    expect(await call('SetPolicyAssetScope', { PolicyId, ScopeType: 'Host', ...params })).toMatchObject({ status: 404, code: 'OBJECT_NOT_FOUND' });
    expect(await call('SetPolicyAssetScope', { PolicyId, ScopeType: 'Host', ...params, 'Hosts.501.HostId': '1' })).toMatchObject({ status: 400, code: 'InvalidParameter' });
  });

  it.each([
    ['unknown key', 404, 'InvalidAccessKeyId.NotFound', () => call('ListUsers', {}, { accessKeyId: 'SPnobody', accessKeySecret: 'x' })],
    ['wrong secret', 400, 'SignatureDoesNotMatch', () => call('ListUsers', {}, { ...admin, accessKeySecret: 'wrong' })],
    ['unknown action', 404, 'InvalidAction.NotFound', () => call('DropTables')],
    ['missing parameter', 400, 'MissingUserIds', () => call('UnlockUsers')],
    ['malformed parameter', 400, 'InvalidParameter', () => call('UnlockUsers', { UserIds: 'x' })],
    ['over-limit list', 400, 'InvalidParameter', () => call('UnlockUsers', { UserIds: JSON.stringify(Array.from({ length: 101 }, (_, index) => String(index))) })],
    ['unknown object', 404, 'OBJECT_NOT_FOUND', () => call('GetUser', { UserId: '987654321' })],
    ['taken name', 409, 'UserNameAlreadyExists', () => call('CreateUser', { UserName: userName.toUpperCase(), Source: 'Local', Password: 'Aa1!aaaa' })],
    ['ticket that is none', 400, 'InvalidParameter', () => call('RejectOperationTicket', { OperationTicketId: '1' })],
  ] as const)('understands: %s', async (_, status, code, run) => {
    expect(await run()).toMatchObject({ status, code });
  });

  it('understands: no permission, with its detail', async () => {
    const answer = await call('ListUsers', {}, powerless);
    expect(answer).toMatchObject({ status: 403, code: 'NoPermission' });
    const detail = answer.accessDenied ?? answer.body['AccessDeniedDetail'];
    expect(detail).toMatchObject({ AuthAction: 'yundun-bastionhost:ListUsers', AuthPrincipalDisplayName: 'powerless', NoPermissionType: 'ImplicitDeny' });
  });

  it('understands: clock skew', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 16 * 60_000 });
    expect(await call('ListUsers')).toMatchObject({ status: 400, code: 'InvalidTimeStamp.Expired' });
  });

  it('understands: a replayed nonce', async () => {
    await using recorder = await startRecorder(server.api);
    expect(await client.call(recorder.endpoint, admin, 'ListUsers', { InstanceId: admin.instanceId })).toMatchObject({ code: 'OK' });
    expect(await recorder.replay()).toEqual({ status: 400, code: 'SignatureNonceUsed' });
  });

  it('understands: throttling, with the time to wait', async () => {
    await pause(1_100);
    const answers = await Promise.all(Array.from({ length: 30 }, () => call('LockUsers', { UserIds: '["987654321"]' })));
    const throttled = answers.filter((answer) => answer.code !== 'OK');
    // At most two windows of ten can have passed meanwhile.
    expect(throttled.length).toBeGreaterThanOrEqual(10);
    expect(new Set(throttled.map((answer) => `${answer.status} ${answer.code}`))).toEqual(new Set(['400 Throttling.User']));
    if (client.name.startsWith('openapi')) expect(throttled.every((answer) => answer.retryAfter !== undefined && answer.retryAfter > 0 && answer.retryAfter <= 1000)).toBe(true);
    await pause(1_100);
  });
});

describe.each(WIRE_CLIENTS.filter((client) => client.scheme === 'v1'))('$name with a wrong secret', (client) => {
  it('reads the server’s string to sign', async () => {
    const { message } = await client.call(server.api, { ...admin, accessKeySecret: 'wrong' }, 'ListUsers', { InstanceId: admin.instanceId });
    expect(message).toContain('server string to sign is:');
  });
});

describe('what no client sends', () => {
  it('refuses an oversized body', async () => {
    const answer = await fetch(server.api, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: `A=${'x'.repeat(1024 * 1024)}` });
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ Code: 'RequestEntityTooLarge' });
  });

  it('answers what is no HTTP at all in the one form', async () => {
    const { port } = new URL(server.api);
    const socket = connect(Number(port), '127.0.0.1').setEncoding('utf8').end('SSH-2.0-lost\r\n\r\n');
    let said = '';
    for await (const chunk of socket) said += String(chunk);
    expect(said).toMatch(/^HTTP\/1\.1 400 /);
    expect(JSON.parse(said.slice(said.indexOf('\r\n\r\n')))).toMatchObject({ Code: 'MalformedRequest', Message: 'The request cannot be read.' });
  });

  it('reads a chunked form', async () => {
    const answer = await fetch(server.api, {
      method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, duplex: 'half',
      body: new ReadableStream({ start: (controller) => { controller.enqueue(new TextEncoder().encode('Action=LockUsers&Ver')); controller.enqueue(new TextEncoder().encode('sion=x')); controller.close(); } }),
    });
    expect(await answer.json()).toMatchObject({ Code: 'MissingAccessKeyId' });
  });
});

describe('RejectOperationTicket', () => {
  it('by the page’s sample: only a RequestId, and the comment is kept', async () => {
    const [client] = WIRE_CLIENTS;
    if (client === undefined) throw new Error('no client');
    const call = (action: string, params: Readonly<Record<string, string>>, key: Credentials = admin, version?: string): Promise<WireAnswer> =>
      client.call(server.api, key, action, { InstanceId: admin.instanceId, ...params }, version);
    const operator = await newPrincipal('operator', 'SystemAdministrator');
    const engineer = await newPrincipal('engineer', 'OperationUser');
    const UserId = String((await call('CreateUser', { UserName: 'reject_me', Source: 'Ram', SourceUserId: engineer.principalId })).body['UserId']);
    const HostId = String((await call('CreateHost', { HostName: 'web', OSType: 'Linux', Source: 'Local', ActiveAddressType: 'Private', HostPrivateAddress: '10.0.0.1' })).body['HostId']);
    const HostAccountId = String((await call('CreateHostAccount', { HostId, HostAccountName: 'root', ProtocolName: 'SSH', Password: 'x' })).body['HostAccountId']);
    await call('AttachHostAccountsToUser', { UserId, Hosts: JSON.stringify([{ HostId, HostAccountIds: [HostAccountId] }]) }, operator);
    const PolicyId = String((await call('CreatePolicy', { PolicyName: 'approve' })).body['PolicyId']);
    await call('SetPolicyUserScope', { PolicyId, ScopeType: 'All' });
    await call('SetPolicyAssetScope', { PolicyId, ScopeType: 'All' });
    await call('SetPolicyApprovalConfig', { PolicyId, ApprovalConfig: '{"SwitchStatus":"On"}' });
    const asked = await call('CreateOperationTicket', { AssetId: HostId, AssetAccountName: 'root', ProtocolName: 'SSH', ApproveComment: 'please' }, engineer);
    const OperationTicketId = String(asked.body['OperationTicketId']);
    expect(await call('RejectOperationTicket', { OperationTicketId, Comment: 'Reject' }, operator)).toMatchObject({ status: 403, code: 'NoPermission' });
    expect((await call('RejectOperationTicket', { OperationTicketId, Comment: 'Reject' })).body).toEqual({ RequestId: textLike(/^[0-9A-F-]{36}$/) });
    expect((await call('GetOperationTicket', { OperationTicketId }, admin, OWN)).body).toMatchObject({ OperationTicket: { State: 'rejected', DecisionComment: 'Reject' } });
  });
});
