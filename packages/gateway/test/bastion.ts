import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { DEFAULT_PROJECT } from '@sallyport/core';
import type { AuditRow, Host, HostAccount, Id, NodeRepository, Policy, Scope, Session, SessionEndReason, Store, User } from '@sallyport/core';
import { diskStorage, exportAsciicast, openReader, verifyRecording } from '@sallyport/recording';
import type { RecordingKeys, RecordingStorage } from '@sallyport/recording';
import { createSsh, generateHostKeys, parsePrivateKey } from '@sallyport/ssh';
import { openStore } from '@sallyport/store';
import type { OpenedStore } from '@sallyport/store';
import { poll, sshKey, tempDir } from '@sallyport/testkit';
import type { SshKey, Sshd, TempDir } from '@sallyport/testkit';
import { DEFAULT_GATEWAY_SETTINGS, createGateway } from '../src/index.ts';
import type { Gateway, GatewaySettings, Log } from '../src/index.ts';

export const INSTANCE = 'bastionhost-cn-gate';
export const SCOPE: Scope = { instanceId: INSTANCE, projectId: DEFAULT_PROJECT };

export type SettingChanges = { readonly [K in keyof GatewaySettings]?: GatewaySettings[K] extends number ? number : Partial<GatewaySettings[K]> };

/** A whole node over a real store and the real SSH library, without control plane: tests change the store as an operation would. */
export interface Bastion extends AsyncDisposable {
  readonly store: OpenedStore;
  readonly gateway: Gateway;
  readonly port: number;
  /** For a client's known hosts. */
  readonly hostKeys: readonly string[];
  readonly keys: RecordingKeys;
  readonly dir: TempDir;
  readonly logged: readonly string[];
  readonly settings: GatewaySettings;
}

/** Ports that a test puts itself in front of, to make them fail. */
export interface Interpositions {
  readonly nodes?: (real: NodeRepository) => NodeRepository;
  readonly recordings?: (real: RecordingStorage) => RecordingStorage;
  /** A store of the test's own, which it closes; several nodes may share a database. */
  readonly store?: OpenedStore;
  readonly nodeId?: string;
}

export async function startBastion(changes: SettingChanges = {}, between: Interpositions = {}): Promise<Bastion> {
  const dir = await tempDir('gateway');
  const logged: string[] = [];
  const store = between.store ?? await openStore({ engine: 'sqlite', file: dir.file('sallyport.db') }, { masterKey: randomBytes(32) });
  if (await store.instances.get(INSTANCE) === undefined) await store.instances.create({ instanceId: INSTANCE, regionId: 'cn-hangzhou', accountId: '1', description: '', timeZone: 'Asia/Shanghai', createdAt: Date.now() });
  const settings = settingsWith(changes);
  const keys = recordingKeys(store);
  const storage = diskStorage(dir.file('recordings'));
  const gateway = createGateway({
    store: { ...portOf(store), nodes: between.nodes?.(store.nodes) ?? store.nodes },
    vault: store.vault, loans: store.loans, passwords: store.passwords, ssh: createSsh(), recordings: { storage: between.recordings?.(storage) ?? storage, keys },
    node: { id: between.nodeId ?? 'node-1', publicKey: '' }, now: () => Date.now(), monotonic: () => performance.now(), newSessionId: () => randomUUID(),
    log: collecting(logged), settings,
  });
  await gateway.start();
  const privateKeys = await generateHostKeys();
  const { port } = await gateway.listen({ instanceId: INSTANCE, hostKeys: privateKeys, host: '127.0.0.1', port: 0 });
  const hostKeys = privateKeys.map((text) => parsePrivateKey(text).publicKey).map(({ algorithm, blob }) => `${algorithm} ${blob}`);
  return {
    store, gateway, port, hostKeys, keys, dir, logged, settings,
    [Symbol.asyncDispose]: async () => {
      await gateway.stop();
      if (between.store === undefined) await store.close();
      await dir[Symbol.asyncDispose]();
    },
  };
}

/** Every member by name: a spread would lose what the store's class has on its prototype. */
export function portOf(store: OpenedStore): Store {
  return {
    engine: store.engine, now: () => store.now(), transact: (work) => store.transact(work), close: () => store.close(),
    access: store.access, hints: store.hints, nonces: store.nonces, rates: store.rates, instances: store.instances, users: store.users,
    publicKeys: store.publicKeys, loginFailures: store.loginFailures, hosts: store.hosts, hostAccounts: store.hostAccounts, hostKeyPins: store.hostKeyPins,
    grants: store.grants, policies: store.policies, tickets: store.tickets, sessions: store.sessions, nodes: store.nodes, principals: store.principals,
    principalGroups: store.principalGroups, authTokens: store.authTokens, authFailures: store.authFailures, accessKeys: store.accessKeys,
    ramPolicies: store.ramPolicies, cases: store.cases, authorizations: store.authorizations, targetWork: store.targetWork, audit: store.audit,
  };
}

export function settingsWith(changes: SettingChanges): GatewaySettings {
  const base = DEFAULT_GATEWAY_SETTINGS;
  return {
    door: { ...base.door, ...changes.door },
    failures: { ...base.failures, answerMs: 50, ...changes.failures },
    tickets: { ...base.tickets, ...changes.tickets },
    watch: { ...base.watch, sweepMs: 0, ...changes.watch },
    lease: { ...base.lease, ...changes.lease },
    target: { ...base.target, allow: ['127.0.0.0/8'], ...changes.target },
    targetWork: { ...base.targetWork, ...changes.targetWork },
    cutWithinMs: changes.cutWithinMs ?? base.cutWithinMs,
  };
}

function recordingKeys(store: OpenedStore): RecordingKeys {
  const place = (instanceId: string, row: string) => ({ instanceId, table: 'recordings', row, field: 'key' });
  return {
    wrap: (id, instanceId, key) => store.vault.seal(place(instanceId, id), key),
    unwrap: (id, instanceId, wrapped) => store.vault.open(place(instanceId, id), wrapped),
  };
}

function collecting(lines: string[]): Log {
  const keep = (level: string) => (message: string, fields?: Readonly<Record<string, unknown>>): void => { lines.push(`${level} ${message} ${JSON.stringify(fields ?? {})}`); };
  return { info: keep('info'), warn: keep('warn'), error: keep('error') };
}

export interface Engineer {
  readonly id: Id;
  readonly name: string;
  readonly key: SshKey;
}

export async function addEngineer(bastion: Bastion, name: string, changes: Partial<User> & { readonly password?: string } = {}): Promise<Engineer> {
  const { password, ...fields } = changes;
  const { store } = bastion;
  const hash = password === undefined ? null : await store.passwords.hash(password);
  const id = await store.users.create({
    instanceId: INSTANCE, source: 'Local', userName: name, displayName: name, comment: '', email: '', mobile: '', mobileCountryCode: 'CN',
    language: 'en', languageStatus: 'Custom', needResetPassword: false, sourceUserId: '', twoFactorStatus: 'Disable', twoFactorMethods: [],
    effectiveStart: null, effectiveEnd: null, locked: false, remoteState: null, createdAt: Date.now(), ...fields,
  }, hash);
  const key = await sshKey(bastion.dir, `key-${name}-${id}`);
  await store.publicKeys.create({ instanceId: INSTANCE, userId: id, name: 'key', comment: '', algorithm: key.algorithm, blob: key.blob, fingerprint: '' });
  return { id, name, key };
}

export interface Asset {
  readonly hostId: Id;
  readonly accountId: Id;
}

/** The private sshd as a managed host with one account, whose key is vaulted. */
export async function addAsset(bastion: Bastion, sshd: Pick<Sshd, 'port' | 'user'>, name: string, key: SshKey, changes: Partial<Host> = {}): Promise<Asset> {
  const hostId = await bastion.store.hosts.create({
    ...SCOPE, source: 'Local', hostName: name, osType: 'Linux', activeAddressType: 'Private', privateAddress: '127.0.0.1', publicAddress: '',
    comment: '', sourceInstanceId: '', sourceInstanceState: 'Normal', instanceRegionId: '', instanceMemberId: '', networkDomainId: '', prefKex: 'default',
    sshPort: sshd.port, rdpPort: 3389, createdAt: Date.now(), ...changes,
  });
  return { hostId, accountId: await addAccount(bastion, hostId, sshd.user, key) };
}

export async function addAccount(bastion: Bastion, hostId: Id, name: string, key: SshKey, protocol: HostAccount['protocol'] = 'SSH'): Promise<Id> {
  const { store } = bastion;
  const accountId = await store.hostAccounts.create({
    ...SCOPE, hostId, name, protocol, privilegeType: 'Normal', rotationMode: 'Privileged', hostShareKeyId: '', createdAt: Date.now(),
  });
  const privateKey = await store.vault.seal({ instanceId: INSTANCE, table: 'host_accounts', row: accountId, field: 'private_key' }, Buffer.from(key.privateKey));
  const privateKeyFingerprint = createHash('md5').update(Buffer.from(key.blob, 'base64')).digest('hex').replace(/..(?!$)/g, '$&:');
  await store.hostAccounts.setCredentials(INSTANCE, accountId, { privateKey, privateKeyFingerprint });
  return accountId;
}

export async function grant(store: Store, userId: Id, asset: Asset): Promise<void> {
  await store.transact(async (tx) => {
    await tx.grants.grantHosts(INSTANCE, userId, [asset.hostId], '0', tx.now);
    await tx.grants.grantAccounts(INSTANCE, userId, [asset], '0', tx.now);
    tx.hint({ instanceId: INSTANCE, kind: 'user', id: userId });
  });
}

export async function detach(store: Store, userId: Id, asset: Asset): Promise<void> {
  await store.transact(async (tx) => {
    await tx.grants.revokeAccounts(INSTANCE, userId, [asset.accountId]);
    await tx.grants.revokeHosts(INSTANCE, userId, [asset.hostId]);
    tx.hint({ instanceId: INSTANCE, kind: 'user', id: userId });
  });
}

export async function lock(store: Store, userId: Id): Promise<void> {
  await store.transact(async (tx) => {
    await tx.users.setLocked(INSTANCE, [userId], true);
    await tx.tickets.endOf(INSTANCE, { userId }, 'user-locked', null, 'locked', tx.now);
    tx.hint({ instanceId: INSTANCE, kind: 'user', id: userId });
  });
}

export async function addPolicy(store: Store, changes: Partial<Policy> = {}): Promise<Id> {
  return store.transact(async (tx) => {
    const id = await tx.policies.create({ ...SCOPE, name: 'approval', comment: '', priority: 1, approval: true, onTighten: 'continue', createdAt: tx.now, ...changes });
    await tx.policies.setUserScope(SCOPE, id, { type: 'All' });
    await tx.policies.setAssetScope(SCOPE, id, { type: 'All' });
    tx.hint({ instanceId: INSTANCE, kind: 'policy', id });
    return id;
  });
}

/** The one pending ticket, as soon as there is one. */
export async function pendingTicket(store: Store): Promise<Id> {
  return poll('a pending ticket', 5_000, async () => (await store.tickets.listPending(SCOPE, undefined, { number: 1, size: 1 })).items[0]?.id);
}

export async function decideTicket(store: Store, id: Id, event: 'accept' | 'reject' | 'revoke', comment: string, more: { readonly effectEnd?: number; readonly effectCount?: 0 | 1 } = {}): Promise<void> {
  await store.transact(async (tx) => {
    await tx.tickets.move(SCOPE, id, event, { decidedBy: '1', comment, endCause: event === 'revoke' ? 'by-principal' : '', ...more }, tx.now);
    tx.hint({ instanceId: INSTANCE, kind: 'ticket', id });
  });
}

/** The newest session once its books are closed, which must say `reason`. */
export async function endedSession(store: Store, reason: SessionEndReason): Promise<Session> {
  const row = await poll(`a session that ended with ${reason}`, 5_000, async () => {
    const [newest] = (await store.sessions.list(INSTANCE, {}, { number: 1, size: 1 })).items;
    return newest?.endedAt == null ? undefined : newest;
  });
  if (row.endReason !== reason) throw new Error(`the session ended with ${String(row.endReason)} instead of ${reason}`);
  return row;
}

/** Audit events of one kind, newest first. */
export async function audited(store: Store, kind: string): Promise<readonly AuditRow[]> {
  return (await store.audit.list(INSTANCE, { kind }, { number: 1, size: 50 })).items;
}

/** The recording's end and what was on the first terminal; throws unless it is sealed and whole. */
export async function replay(bastion: Bastion, path: string): Promise<{ readonly cast: string; readonly reason: string }> {
  const reader = await openReader(diskStorage(bastion.dir.file('recordings')), bastion.keys, path);
  const lines: string[] = [];
  for await (const line of exportAsciicast(reader)) lines.push(line);
  await reader.close();
  const { summary } = await verifyRecording(diskStorage(bastion.dir.file('recordings')), bastion.keys, path);
  if (!summary.complete) throw new Error('the recording is not sealed');
  return { cast: lines.join(''), reason: summary.end?.reason ?? '' };
}
