import { endAuthorization, endAuthorizationsOfCase } from '@sallyport/core';
import type { Ending, Id, Store } from '@sallyport/core';
import type { OpenedStore } from '@sallyport/store';
import { INSTANCE } from './bastion.ts';

/** An account of a host, lent to one engineer: as the control plane would have written it. */
export interface Lent {
  readonly caseId: Id;
  readonly authorizationId: Id;
  /** An account id to the door. */
  readonly detailId: Id;
  readonly effectiveAt: number;
  readonly expiresAt: number;
}

export interface Lending {
  readonly userId: Id;
  readonly hostId: Id;
  readonly account: string;
  readonly password: Uint8Array;
  readonly port: number;
  /** From now on; default at once. */
  readonly inMs?: number;
  readonly forMs?: number;
}

/** A case, an authorization on it with one host, and its confirmation. */
export async function lend(store: OpenedStore, lending: Lending): Promise<Lent> {
  const [customer, vendor] = [await principal(store, 'customer'), await principal(store, 'vendor')];
  const caseId = await store.cases.create({
    instanceId: INSTANCE, ownerId: customer, description: 'the disk is full', subTypeId: '', productCategoryId: '', businessTypeId: '', severityId: '', regionId: '',
    site: 0, sourceId: '', projectId: '', contact: { areaCode: '', mobile: '', mail: '', time: '0' }, extendsMap: '{}', extensionMap: '{}', createdAt: Date.now(),
  });
  const now = await store.now();
  const authorizationId = await store.authorizations.create({
    instanceId: INSTANCE, caseId, requestedBy: vendor, userId: lending.userId, description: 'look at the disk', commitment: 'nothing else', wishedMs: 3_600_000,
    createdAt: now, pendingUntil: now + 3_600_000,
    details: [{ kind: 'host', hostId: lending.hostId, hostName: 'as asked', regionId: '', account: lending.account, port: lending.port }],
  });
  const detailId = (await store.authorizations.get(INSTANCE, authorizationId))!.details[0]!.id;
  const loan = await store.loans.seal({ instanceId: INSTANCE, kind: 'authorization', id: authorizationId }, new Map([[detailId, lending.password]]));
  const effectiveAt = now + (lending.inMs ?? 0);
  const expiresAt = effectiveAt + (lending.forMs ?? 3_600_000);
  const plan = { effectiveAt, expiresAt, agencyId: '', details: [{ id: detailId, account: lending.account, port: lending.port }] };
  await store.transact(async (tx) => {
    const confirmed = await tx.authorizations.move(INSTANCE, authorizationId, { event: 'confirm', by: customer, plan, loan }, tx.now);
    if (confirmed === undefined) throw new Error('the authorization could not be confirmed');
    tx.hint({ instanceId: INSTANCE, kind: 'account', id: detailId });
  });
  return { caseId, authorizationId, detailId, effectiveAt, expiresAt };
}

export async function endLending(store: Store, lent: Lent, event: Ending['event'], reason = ''): Promise<void> {
  await store.transact(async (tx) => {
    const ended = await endAuthorization(tx, INSTANCE, lent.authorizationId, { event, by: null, reason, cause: '' });
    if (ended === undefined) throw new Error(`the authorization could not end by ${event}`);
  });
}

export async function closeCase(store: Store, lent: Lent, reason: string): Promise<void> {
  await store.transact(async (tx) => {
    await tx.cases.move(INSTANCE, lent.caseId, 'cancel', {}, tx.now);
    await endAuthorizationsOfCase(tx, INSTANCE, lent.caseId, '1', reason);
  });
}

async function principal(store: Store, name: string): Promise<Id> {
  const found = await store.principals.findByName(INSTANCE, name);
  return found?.id ?? store.principals.create({ instanceId: INSTANCE, name, displayName: name, domain: 'acme', createdAt: Date.now() });
}
