import { randomUUID } from 'node:crypto';
import type { Id, TargetWork, TargetWorkOutcome, VerifyHostOrder } from '@sallyport/core';
import { poll } from '@sallyport/testkit';
import { INSTANCE, SCOPE } from '../bastion.ts';
import type { Bastion } from '../bastion.ts';

export interface Ask extends Partial<VerifyHostOrder> {
  readonly hostId: Id;
  readonly password?: string;
  readonly giveUpInMs?: number;
  readonly hinted?: 'yes' | 'no';
  /** A node that is dead has a lease on it. */
  readonly takenForMs?: number;
}

/** Enqueues as control does; gives the work's id. */
export async function ask({ store }: Bastion, { password = 'a password', giveUpInMs = 20_000, hinted = 'yes', takenForMs, ...order }: Ask): Promise<string> {
  const now = await store.now();
  const work: TargetWork = {
    id: randomUUID(), instanceId: INSTANCE, order: { kind: 'verify-host', projectId: SCOPE.projectId, account: 'root', port: 22, ...order },
    askedBy: { principalId: '77', principalName: 'customer', sourceAddress: '203.0.113.5', requestId: 'req-1' }, createdAt: now, giveUpAt: now + giveUpInMs,
  };
  const secret = await store.loans.seal({ instanceId: INSTANCE, kind: 'target-work', id: work.id }, new Map([['secret' as const, Buffer.from(password)]]));
  await store.transact(async (tx) => {
    await tx.targetWork.enqueue(work, secret, 100);
    if (takenForMs !== undefined) await tx.targetWork.lease('dead-node', tx.now, takenForMs);
    if (hinted === 'yes') tx.hint({ instanceId: INSTANCE, kind: 'work', id: work.id });
  });
  return work.id;
}

export function outcome({ store }: Bastion, id: string, withinMs = 8_000): Promise<TargetWorkOutcome> {
  return poll('an outcome', withinMs, () => store.targetWork.collect(id));
}
