import { randomUUID } from 'node:crypto';
import { DEFAULT_PROJECT, HOUR } from '@sallyport/core';
import type { AccessQuestion, AuditEvent, Host, HostAccount, Id, Instance, Policy, Scope, Session, Store, TicketAsk, User, UserPublicKey } from '@sallyport/core';

export const NOW = Date.UTC(2026, 10, 21, 12);

let count = 0;

/** A name that no other call has given. */
export function fresh(prefix: string): string {
  count += 1;
  return `${prefix}-${count}`;
}

export function instance(changes: Partial<Instance> = {}): Instance {
  return { instanceId: fresh('bastionhost-cn'), regionId: 'cn-hangzhou', accountId: '100', description: 'sample', timeZone: 'Asia/Shanghai', createdAt: NOW, ...changes };
}

export async function newScope(store: Store): Promise<Scope> {
  const made = instance();
  await store.instances.create(made);
  return { instanceId: made.instanceId, projectId: DEFAULT_PROJECT };
}

export function user(scope: Scope, changes: Partial<User> = {}): Omit<User, 'id' | 'hasPassword'> {
  const { id: _id, hasPassword: _has, ...rest } = changes;
  return {
    instanceId: scope.instanceId, source: 'Local', userName: fresh('user'), displayName: 'Zhang San', comment: 'c', email: 'z@example.com', mobile: '13800000000',
    mobileCountryCode: 'CN', language: 'zh-cn', languageStatus: 'Global', needResetPassword: false, sourceUserId: '', twoFactorStatus: 'Global',
    twoFactorMethods: ['sms'], effectiveStart: null, effectiveEnd: null, locked: false, remoteState: null, createdAt: NOW, ...rest,
  };
}

export function publicKey(scope: Scope, userId: Id, changes: Partial<UserPublicKey> = {}): Omit<UserPublicKey, 'id'> {
  const { id: _id, ...rest } = changes;
  return {
    instanceId: scope.instanceId, userId, name: fresh('key'), comment: '', algorithm: 'ssh-ed25519',
    blob: Buffer.from(randomUUID()).toString('base64'), fingerprint: 'aa:bb', ...rest,
  };
}

export function host(scope: Scope, changes: Partial<Host> = {}): Omit<Host, 'id'> {
  const { id: _id, ...rest } = changes;
  return {
    instanceId: scope.instanceId, projectId: scope.projectId, source: 'Local', hostName: fresh('host'), osType: 'Linux', activeAddressType: 'Private',
    privateAddress: '10.0.0.1', publicAddress: '', comment: '', sourceInstanceId: '', sourceInstanceState: 'Normal', instanceRegionId: '', instanceMemberId: '',
    networkDomainId: '', prefKex: 'default', sshPort: 22, rdpPort: 3389, createdAt: NOW, ...rest,
  };
}

export function account(scope: Scope, hostId: Id, changes: Partial<HostAccount> = {}): Omit<HostAccount, 'id' | 'hasPassword' | 'privateKeyFingerprint'> {
  const { id: _id, hasPassword: _has, privateKeyFingerprint: _print, ...rest } = changes;
  return {
    instanceId: scope.instanceId, projectId: scope.projectId, hostId, name: fresh('root'), protocol: 'SSH', privilegeType: 'Normal', rotationMode: 'Privileged',
    hostShareKeyId: '', createdAt: NOW, ...rest,
  };
}

export function policy(scope: Scope, changes: Partial<Policy> = {}): Omit<Policy, 'id'> {
  const { id: _id, ...rest } = changes;
  return {
    instanceId: scope.instanceId, projectId: scope.projectId, name: fresh('policy'), comment: '', priority: 1, approval: true, onTighten: 'continue', createdAt: NOW, ...rest,
  };
}

/** One user, host and account, the account granted with its host. */
export interface Granted {
  readonly scope: Scope;
  readonly userId: Id;
  readonly hostId: Id;
  readonly accountId: Id;
}

export async function granted(store: Store, scope?: Scope): Promise<Granted> {
  const within = scope ?? await newScope(store);
  const userId = await store.users.create(user(within), null);
  const hostId = await store.hosts.create(host(within));
  const accountId = await store.hostAccounts.create(account(within, hostId));
  await store.grants.grantHosts(within.instanceId, userId, [hostId], '900', NOW);
  await store.grants.grantAccounts(within.instanceId, userId, [{ hostId, accountId }], '900', NOW);
  return { scope: within, userId, hostId, accountId };
}

export function ask(of: Granted, changes: Partial<TicketAsk> = {}): TicketAsk {
  return {
    ...of.scope, userId: of.userId, hostId: of.hostId, accountId: of.accountId, accountName: 'root', protocol: 'SSH', reason: 'deploy', effectCount: 0,
    effectStart: null, effectEnd: NOW + HOUR, ...changes,
  };
}

export function question(of: Granted, changes: Partial<AccessQuestion> = {}): AccessQuestion {
  return {
    instanceId: of.scope.instanceId, userId: of.userId, hostId: of.hostId, accountId: of.accountId, protocol: 'SSH', sourceAddress: '203.0.113.9',
    phase: 'log-on', sessionId: null, ticketId: null, ...changes,
  };
}

export function session(of: Granted, changes: Partial<Session> = {}): Session {
  return {
    id: randomUUID(), instanceId: of.scope.instanceId, nodeId: 'node-1', userId: of.userId, userName: 'zhang', hostId: of.hostId, hostName: 'web', accountId: of.accountId,
    accountName: 'root', protocol: 'SSH', clientAddress: '203.0.113.9', targetAddress: '10.0.0.1:22', ticketId: null, policyId: null, startedAt: NOW, firstByteAt: null,
    endedAt: null, endReason: null, bytesFromClient: 0, bytesFromTarget: 0, recording: '', ...changes,
  };
}

export function event(instanceId: string, changes: Partial<AuditEvent> = {}): AuditEvent {
  return {
    instanceId, at: NOW, kind: 'api.LockUsers', actor: { kind: 'principal', id: '7', name: 'admin' }, sourceAddress: '203.0.113.9', requestId: randomUUID(),
    sessionId: '', outcome: 'OK', details: { UserIds: ['1'] }, ...changes,
  };
}
