import { userInfo } from 'node:os';
import { sshKey, startSshd, tempDir } from '@sallyport/testkit';
import type { SshKey, Sshd, TempDir } from '@sallyport/testkit';
import { CloudClient } from './cloud-client.ts';
import { init, serve } from './installation.ts';
import type { Initialised, ServeOptions, Server } from './installation.ts';

export interface StageOptions extends ServeOptions {
  readonly init?: readonly string[];
  /** Whether the policy of the stage asks for approval. Default: no policy at all. */
  readonly approval?: 'On';
}

/** A bastion with one engineer and one real target behind it, set up through the API by an operator, so that the administrator may decide. */
export interface Stage extends Cast, AsyncDisposable {
  /** Data directory: also what `--data` of the command line takes. */
  readonly dir: string;
  server: Server;
  readonly initialised: Initialised;
  /** The administrator that `init` made; may decide tickets, because somebody else made the grants. */
  readonly admin: CloudClient;
  readonly operator: CloudClient;
  readonly target: Sshd;
  readonly targetUser: string;
  readonly engineerKey: SshKey;
  /** Opens the account on the target. */
  readonly targetKey: SshKey;
  /** Another engineer, logging on with the same key; to the same target unless another is given. */
  add(name: string, at?: Sshd): Promise<Cast>;
  restart(options?: ServeOptions): Promise<void>;
}

export const OWN_VERSION = '2026-11-01';
const ENGINEER_PASSWORD = 'Sally-port-2026';

interface Keys {
  readonly engineer: SshKey;
  readonly target: SshKey;
}

export async function setStage(options: StageOptions = {}): Promise<Stage> {
  const dir = await tempDir('stage');
  try {
    return await build(dir, options);
  } catch (error) {
    await dir[Symbol.asyncDispose]();
    throw error;
  }
}

async function build(temp: TempDir, options: StageOptions): Promise<Stage> {
  const dir = temp.file('data');
  const engineerKey = await sshKey(temp, 'engineer');
  const targetKey = await sshKey(temp, 'target');
  const initialised = await init(dir, options.init);
  await using undo = new AsyncDisposableStack();
  const target = undo.use(await startSshd({ authorizedKeys: [targetKey.publicLine] }));
  const server = await serve(dir, options);
  undo.defer(async () => { await server.stop(); });

  const admin = clientOf(server, initialised, initialised);
  const operator = clientOf(server, initialised, await createOperator(admin));
  const keys = { engineer: engineerKey, target: targetKey };
  const cast = await addCast(operator, target, keys, 'engineer');
  if (options.approval === 'On') await addApproval(operator);
  const kept = undo.move();
  const stage: Stage = {
    dir, server, initialised, admin, operator, target, targetUser: userInfo().username, engineerKey, targetKey, ...cast,
    add: (name, at = target) => addCast(operator, at, keys, name),
    restart: async (again = options) => {
      stage.server = await serve(dir, again);
      kept.defer(async () => { await stage.server.stop(); });
    },
    [Symbol.asyncDispose]: async () => {
      await kept.disposeAsync();
      await temp[Symbol.asyncDispose]();
    },
  };
  return stage;
}

function clientOf(server: Server, { instanceId }: Initialised, key: { readonly accessKeyId: string; readonly accessKeySecret: string }): CloudClient {
  return new CloudClient({ endpoint: server.api, instanceId, accessKeyId: key.accessKeyId, accessKeySecret: key.accessKeySecret, ca: server.certificate() });
}

/** Whoever grants may not decide for a day (separation of duties), so grants are made by a principal of their own. */
async function createOperator(admin: CloudClient): Promise<{ readonly accessKeyId: string; readonly accessKeySecret: string }> {
  const principal = await admin.call('CreatePrincipal', { PrincipalName: 'operator' }, OWN_VERSION);
  const principalId = String(principal['PrincipalId']);
  await admin.call('AttachRamPolicy', { RamPolicyName: 'SystemAdministrator', PrincipalId: principalId }, OWN_VERSION);
  const key = await admin.call('CreateAccessKey', { PrincipalId: principalId }, OWN_VERSION);
  return { accessKeyId: String(key['AccessKeyId']), accessKeySecret: String(key['AccessKeySecret']) };
}

/** One engineer with a grant on an account of a host of their own. */
export interface Cast {
  readonly userId: string;
  readonly hostId: string;
  readonly accountId: string;
  /** `name@account@host` */
  readonly login: string;
}

/** Everything is called after `name`, so that several casts share one stage without touching each other. */
export async function addCast(operator: CloudClient, target: Sshd, keys: Keys, name: string): Promise<Cast> {
  const id = async (action: string, field: string, params: Readonly<Record<string, string>>): Promise<string> => String((await operator.call(action, params))[field]);
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const account = userInfo().username;
  const userId = await id('CreateUser', 'UserId', { UserName: name, Source: 'Local', Password: ENGINEER_PASSWORD });
  await operator.call('CreateUserPublicKey', { UserId: userId, PublicKeyName: 'laptop', PublicKey: base64(keys.engineer.publicLine) });
  const hostId = await id('CreateHost', 'HostId', { HostName: `${name}-host`, Source: 'Local', OSType: 'Linux', ActiveAddressType: 'Private', HostPrivateAddress: target.host });
  await operator.call('ModifyHostsPort', { HostIds: JSON.stringify([hostId]), ProtocolName: 'SSH', Port: String(target.port) });
  const accountId = await id('CreateHostAccount', 'HostAccountId', { HostId: hostId, HostAccountName: account, ProtocolName: 'SSH', PrivateKey: base64(keys.target.privateKey) });
  await operator.call('AttachHostAccountsToUser', { UserId: userId, Hosts: JSON.stringify([{ HostId: hostId, HostAccountIds: [accountId] }]) });
  return { userId, hostId, accountId, login: `${name}@${account}@${name}-host` };
}

/** A policy that asks for approval; for one user, or for everybody. Gives its id. */
export async function addApproval(operator: CloudClient, userId?: string): Promise<string> {
  const policy = await operator.call('CreatePolicy', { PolicyName: `approval for ${userId ?? 'everybody'}` });
  const PolicyId = String(policy['PolicyId']);
  await operator.call('SetPolicyUserScope', userId === undefined ? { PolicyId, ScopeType: 'All' } : { PolicyId, ScopeType: 'User', 'UserIds.1': userId });
  await operator.call('SetPolicyAssetScope', { PolicyId, ScopeType: 'All' });
  await operator.call('SetPolicyApprovalConfig', { PolicyId, ApprovalConfig: JSON.stringify({ SwitchStatus: 'On' }) });
  return PolicyId;
}
