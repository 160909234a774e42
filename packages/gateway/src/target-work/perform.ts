import type { AuditEvent, TargetWork } from '@sallyport/core';
import { causeOf } from '../log.ts';
import { within } from '../within.ts';
import { pauseFor } from '../pause.ts';
import { verifyHost } from './verify-host.ts';
import type { VerifyHostDeps, VerifyHostResult } from './verify-host.ts';

/** How often an outcome is offered to a store that is away for a moment; afterwards the lease runs out and another node begins anew. */
const TRIES = 4;
const FIRST_PAUSE = 200;
/** For the steps around the dial, which have limits of their own, to see that it was given up. */
const GRACE_MS = 1_000;

export interface PerformDeps extends VerifyHostDeps {
  readonly nodeId: string;
  /** Before the lease of the work ends. */
  readonly limitMs: number;
}

/** Does one piece of work and writes its outcome. Never rejects: whoever asked waits for an outcome or for his own limit. */
export async function perform(deps: PerformDeps, work: TargetWork, stop: AbortSignal): Promise<void> {
  const result = await attempt(deps, work, stop);
  for (let tries = 1; ; tries += 1) {
    try {
      await finish(deps, work, result);
      return;
    } catch (error) {
      deps.log.warn('the outcome of target work could not be written', { workId: work.id, tries, cause: causeOf(error) });
      if (tries === TRIES || stop.aborted) return;
    }
    await pauseFor(FIRST_PAUSE * 2 ** (tries - 1), stop);
  }
}

async function attempt(deps: PerformDeps, work: TargetWork, stop: AbortSignal): Promise<VerifyHostResult> {
  const limit = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  try {
    const left = Math.min(deps.limitMs, work.giveUpAt - await deps.store.now());
    // Nobody would hear of it: the secret is not carried to a host for nothing.
    if (left <= 0) return { outcome: 'INTERNAL', hostName: '' };
    timer = setTimeout(() => { limit.abort(); }, left);
    return await within(verifyHost(deps, work, limit.signal, stop), left + GRACE_MS);
  } catch (error) {
    deps.log.error('target work broke', { workId: work.id, cause: causeOf(error) });
    return { outcome: 'INTERNAL', hostName: '' };
  } finally {
    clearTimeout(timer);
    // What hangs on is given up with it.
    limit.abort();
  }
}

async function finish(deps: PerformDeps, work: TargetWork, result: VerifyHostResult): Promise<void> {
  const { instanceId, id } = work;
  const own = await deps.store.transact(async (tx) => {
    if (!await tx.targetWork.finish(id, deps.nodeId, result.outcome)) return false;
    tx.record(event(deps.nodeId, work, result));
    tx.hint({ instanceId, kind: 'work', id });
    return true;
  });
  if (!own) deps.log.warn('target work took longer than its lease: its outcome is another node\'s', { workId: id, outcome: result.outcome });
}

function event(nodeId: string, { instanceId, order, askedBy, id }: TargetWork, { outcome, hostName }: VerifyHostResult): Omit<AuditEvent, 'at'> {
  return {
    instanceId, kind: `target-work.${order.kind}`, outcome, requestId: askedBy.requestId, sessionId: '', sourceAddress: askedBy.sourceAddress,
    actor: { kind: 'principal', id: askedBy.principalId, name: askedBy.principalName },
    details: { workId: id, hostId: order.hostId, host: hostName, account: order.account, port: order.port, nodeId },
  };
}
