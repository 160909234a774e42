import { parseId, planLock } from '@sallyport/core';
import type { Id, ItemCode, Transaction } from '@sallyport/core';
import type { Call } from '../../dispatch/call.ts';
import type { Result } from '../../dispatch/handler.ts';

type Results = Result<'LockUsers'>['Results'];

/** Present whatever the Code, newline included, as the pages print it (ruling A1). */
const MESSAGE = 'N/A\n';

/** One batch in one unit of work, with one hint a user that changed. */
export async function changeLocks(wanted: 'lock' | 'unlock', ids: readonly string[], call: Call): Promise<Results> {
  if (call.tenancy === 'foreign') return answer(ids, ids.map(() => 'OBJECT_NOT_FOUND'));
  const codes = await call.transact(async (tx) => {
    const { instanceId } = call.instance;
    const known = await tx.users.lockFacts(instanceId, [...new Set(ids)].filter((id) => parseId(id) !== undefined), tx.now);
    const plan = planLock(wanted, ids, known);
    if (plan.changes.length > 0) await apply(wanted, plan.changes, call, tx);
    call.note({ codes: plan.codes });
    return plan.codes;
  });
  return answer(ids, codes);
}

async function apply(wanted: 'lock' | 'unlock', users: readonly Id[], call: Call, tx: Transaction): Promise<void> {
  const { instanceId } = call.instance;
  await tx.users.setLocked(instanceId, users, wanted === 'lock');
  for (const id of users) {
    if (wanted === 'lock') await tx.tickets.endOf(instanceId, { userId: id }, 'user-locked', call.principal.id, '', tx.now);
    tx.hint({ instanceId, kind: 'user', id });
  }
  if (wanted === 'unlock') await tx.loginFailures.clearUsers(instanceId, users);
}

function answer(ids: readonly string[], codes: readonly ItemCode[]): Results {
  return ids.map((id, index) => ({ Code: codes[index] ?? 'UNEXPECTED', Message: MESSAGE, UserId: id }));
}
