import { createHash, timingSafeEqual } from 'node:crypto';
import { planConfirmation } from '@sallyport/core';
import type { Authorization, ConfirmationPlan, Id } from '@sallyport/core';
import type { RestCall } from '../../service-tickets/rest-handler.ts';
import type { Confirmation } from './confirmation-body.ts';
import { isRecentlyBy } from './repeated-call.ts';

/** Whether the authorization stands as this very confirmation would have left it when it was decided: same caller, same terms, same passwords. */
export async function isSameConfirmation(call: RestCall, confirmed: Authorization, { ask, passwords }: Confirmation, now: number): Promise<boolean> {
  const { status, decidedBy, decidedAt } = confirmed;
  if (status !== 'authorized' || decidedAt === null || !isRecentlyBy(call, decidedBy, decidedAt, now)) return false;
  const plan = planConfirmation(confirmed, ask, decidedAt, call.deps.settings.serviceTickets.authorizations);
  return plan !== undefined && isSamePlan(confirmed, plan) && await areSamePasswords(call, confirmed, plan, passwords);
}

function isSamePlan(confirmed: Authorization, plan: ConfirmationPlan): boolean {
  if (plan.effectiveAt !== confirmed.effectiveAt || plan.expiresAt !== confirmed.expiresAt || plan.agencyId !== confirmed.agencyId) return false;
  const granted = new Map(confirmed.details.filter((detail) => detail.granted).map((detail) => [detail.id, detail]));
  return granted.size === plan.details.length && plan.details.every(({ id, account, port }) => granted.get(id)?.account === account && granted.get(id)?.port === port);
}

async function areSamePasswords(call: RestCall, confirmed: Authorization, plan: ConfirmationPlan, passwords: ReadonlyMap<Id, Uint8Array>): Promise<boolean> {
  const hosts = new Set(confirmed.details.filter((detail) => detail.kind === 'host').map((detail) => detail.id));
  for (const { id } of plan.details.filter((detail) => hosts.has(detail.id))) {
    const kept = await call.deps.loans.open({ instanceId: confirmed.instanceId, kind: 'authorization', id: confirmed.id }, id);
    const given = passwords.get(id);
    if (kept === undefined || given === undefined) return false;
    const same = timingSafeEqual(digest(kept), digest(given));
    kept.fill(0);
    if (!same) return false;
  }
  return true;
}

/** Of one length, so that not even the password's own tells itself. */
function digest(secret: Uint8Array): Uint8Array {
  return createHash('sha256').update(secret).digest();
}
