import { DEFAULT_PROJECT, isOpenCase, planConfirmation, statusAt } from '@sallyport/core';
import type { Authorization, ConfirmationAsk, ConfirmationPlan, Id, ListedAuthorization, SealedLoan, Transaction } from '@sallyport/core';
import { logCase } from '../../service-tickets/case-log.ts';
import { OsmError } from '../../service-tickets/osm-error.ts';
import { readReach } from '../../service-tickets/reach.ts';
import type { RestCall, RestInputOf, RestResultOf } from '../../service-tickets/rest-handler.ts';
import { readConfirmation } from './confirmation-body.ts';
import type { Confirmation } from './confirmation-body.ts';
import { isSameConfirmation } from './same-confirmation.ts';
import { namedAuthorization } from './named-authorization.ts';
import { decideOnce } from './repeated-call.ts';
import { demandSeparation } from './separation.ts';

/** Lends the named accounts to the engineer who asked, for a time: from now on this is one more grant, and it ends like one. */
export async function confirmAuthorizations(input: RestInputOf<'ConfirmAuthorizations'>, call: RestCall): Promise<RestResultOf<'ConfirmAuthorizations'>> {
  const { store } = call.deps;
  const reach = await readReach(call, input.body.group_id);
  const authorization = await namedAuthorization(store, call, input.path.authorization_id, reach);
  const confirmation = readConfirmation(input.body);
  try {
    await decideOnce(call, () => confirm(call, authorization, confirmation), async () => {
      const now = await store.now();
      const confirmed = await store.authorizations.get(call.instance.instanceId, authorization.id);
      return confirmed !== undefined && isSameConfirmation(call, confirmed, confirmation, now);
    });
  } finally {
    for (const password of confirmation.passwords.values()) password.fill(0);
  }
  return { error_code: '', error_msg: '' };
}

async function confirm(call: RestCall, seen: ListedAuthorization, { ask, passwords }: Confirmation): Promise<void> {
  if (statusAt(seen, call.now) !== 'pending') throw new OsmError('OSM.01010014');
  const { instanceId } = call.instance;
  // Sealed before the transaction, which must not wait for it; a loan that is not stored after all opens nothing.
  const loan = await sealPasswords(call, seen, planned(call, seen, ask, call.now), passwords);
  await call.transact(async (tx) => {
    const authorization = await tx.authorizations.get(instanceId, seen.id);
    if (authorization === undefined) throw new OsmError('OSM.01010002');
    await demandSeparation(tx, authorization, call);
    await demandStanding(tx, authorization);
    const plan = planned(call, authorization, ask, tx.now);
    await demandHosts(tx, authorization, plan);
    const confirmed = await tx.authorizations.move(instanceId, authorization.id, { event: 'confirm', by: call.principal.id, plan, loan }, tx.now);
    if (confirmed === undefined) throw new OsmError('OSM.01010014');
    for (const { id } of plan.details) tx.hint({ instanceId, kind: 'account', id });
    call.note({ effectiveAt: plan.effectiveAt, expiresAt: plan.expiresAt, details: plan.details });
    await logCase(tx, call, authorization.caseId, { operation: 'confirm-authorization', operator: 'customer', words: '' });
  });
}

function planned(call: RestCall, authorization: Authorization, ask: ConfirmationAsk, now: number): ConfirmationPlan {
  const plan = planConfirmation(authorization, ask, now, call.deps.settings.serviceTickets.authorizations);
  if (plan === undefined) throw new OsmError('OSM.01010001');
  return plan;
}

/** Nothing is lent on a ticket that is over, nor to somebody who is not there any more. */
async function demandStanding(tx: Transaction, authorization: Authorization): Promise<void> {
  const serviceCase = await tx.cases.get(authorization.instanceId, authorization.caseId);
  if (serviceCase === undefined || !isOpenCase(serviceCase.status)) throw new OsmError('OSM.01010014');
  if (await tx.users.get(authorization.instanceId, authorization.userId) === undefined) throw new OsmError('OSM.01010014');
}

/** A host that is deleted does not end what is about others too, but is not lent any more: nobody could use the password that would be kept. */
async function demandHosts(tx: Transaction, { instanceId, details }: Authorization, plan: ConfirmationPlan): Promise<void> {
  const lent = new Set(plan.details.map((detail) => detail.id));
  for (const { hostId } of details.filter((detail) => lent.has(detail.id))) {
    if (hostId === null) continue;
    if (await tx.hosts.get({ instanceId, projectId: DEFAULT_PROJECT }, hostId) === undefined) throw new OsmError('OSM.01010014');
  }
}

/** Null: consoles alone are lent, which need no secret of ours. */
async function sealPasswords(call: RestCall, { id, details }: Authorization, plan: ConfirmationPlan, passwords: ReadonlyMap<Id, Uint8Array>): Promise<SealedLoan | null> {
  const hosts = new Set(details.filter((detail) => detail.kind === 'host').map((detail) => detail.id));
  const lent = new Map<Id, Uint8Array>();
  for (const detail of plan.details) {
    const password = hosts.has(detail.id) ? passwords.get(detail.id) : undefined;
    if (password !== undefined) lent.set(detail.id, password);
  }
  return lent.size === 0 ? null : call.deps.loans.seal({ instanceId: call.instance.instanceId, kind: 'authorization', id }, lent);
}
