import { DAY, HOUR } from '@sallyport/core';
import type { AuthorizationMove, Id, ListedAuthorization, NewAuthorization, NewCase, Scope } from '@sallyport/core';
import type { OpenedStore } from '@sallyport/store';
import { principal } from './callers.ts';
import { host, newScope, user } from './samples.ts';

export function serviceCase(instanceId: string, ownerId: Id, changes: Partial<NewCase> = {}): NewCase {
  return {
    instanceId, ownerId, description: 'The disk of web-1 is full', subTypeId: 't-1', productCategoryId: 'p-1', businessTypeId: 'b-1', severityId: 's-1',
    regionId: 'cn-1', site: 0, sourceId: 'src', projectId: '', contact: { areaCode: '86', mobile: '13800000000', mail: 'a@example.com', time: '09:00-18:00' },
    extendsMap: '{"a":1}', extensionMap: '', createdAt: 1_000, ...changes,
  };
}

/** A customer with a case, and an engineer of the vendor's who asks for an account of a host and for a console. */
export interface Lending {
  readonly scope: Scope;
  readonly customerId: Id;
  readonly vendorId: Id;
  readonly userId: Id;
  readonly hostId: Id;
  readonly caseId: Id;
  readonly authorizationId: Id;
  /** The host's detail. */
  readonly accountId: Id;
  readonly consoleId: Id;
}

type Asked = Partial<Pick<NewAuthorization, 'pendingUntil' | 'wishedMs' | 'createdAt' | 'userId' | 'caseId'>>;

export async function requested(store: OpenedStore, asked: Asked = {}, within?: Scope): Promise<Lending> {
  const scope = within ?? await newScope(store);
  const { principalId: customerId } = await principal(store, scope.instanceId);
  const { principalId: vendorId } = await principal(store, scope.instanceId);
  const userId = asked.userId ?? await store.users.create(user(scope), null);
  const hostId = await store.hosts.create(host(scope));
  const caseId = asked.caseId ?? await store.cases.create(serviceCase(scope.instanceId, customerId));
  const now = await store.now();
  const authorizationId = await store.authorizations.create({
    instanceId: scope.instanceId, caseId, requestedBy: vendorId, userId, description: 'look at the logs', commitment: 'we read nothing else', wishedMs: HOUR,
    createdAt: now, pendingUntil: now + DAY, ...asked,
    details: [
      { kind: 'host', hostId, hostName: 'web-1', regionId: 'cn-1', account: 'root', port: 22 },
      { kind: 'console', hostId: null, hostName: '', regionId: '', account: '', port: null },
    ],
  });
  const made = await store.authorizations.get(scope.instanceId, authorizationId);
  const [accountId, consoleId] = made?.details.map((detail) => detail.id) ?? [];
  return { scope, customerId, vendorId, userId, hostId, caseId, authorizationId, accountId: accountId ?? '', consoleId: consoleId ?? '' };
}

export interface Window {
  readonly effectiveAt: number;
  readonly expiresAt: number;
}

/** The customer confirms the host's account with a password, from the store's now on unless a window is given. */
export async function confirm(store: OpenedStore, of: Lending, password: string, window?: Partial<Window>, account = 'deploy'): Promise<ListedAuthorization | undefined> {
  const now = await store.now();
  const secrets = new Map([[of.accountId, Buffer.from(password)]]);
  const loan = await store.loans.seal({ instanceId: of.scope.instanceId, kind: 'authorization', id: of.authorizationId }, secrets);
  const plan = { effectiveAt: now, expiresAt: now + HOUR, agencyId: 'agency', details: [{ id: of.accountId, account, port: 2222 }], ...window };
  return store.transact((tx) => tx.authorizations.move(of.scope.instanceId, of.authorizationId, { event: 'confirm', by: of.customerId, plan, loan }, tx.now));
}

export async function end(store: OpenedStore, of: Lending, event: Exclude<AuthorizationMove['event'], 'confirm'>, changes: { by?: Id | null; reason?: string; at?: number } = {}): Promise<ListedAuthorization | undefined> {
  const move: AuthorizationMove = { event, by: changes.by === undefined ? of.customerId : changes.by, reason: changes.reason ?? '', cause: '' };
  return store.transact((tx) => tx.authorizations.move(of.scope.instanceId, of.authorizationId, move, changes.at ?? tx.now));
}

/** What the engineer would get to log in with. */
export async function lentSecret(store: OpenedStore, of: Pick<Lending, 'scope' | 'authorizationId' | 'accountId'>): Promise<string | undefined> {
  const opened = await store.loans.open({ instanceId: of.scope.instanceId, kind: 'authorization', id: of.authorizationId }, of.accountId);
  return opened && Buffer.from(opened).toString();
}
