import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';

type Answer = Result<'VerifyAudit'>;

const BATCH = 1_000;
/** Longer chains are verified offline: a call must not hold the server for minutes. */
const MAX_CHECKED = 2_000_000;

/** Walks the chain as it stood at the start; this call's own record comes after it. */
export async function verifyAudit(_params: Params<'VerifyAudit'>, call: Call): Promise<Answer> {
  const { store, auditChain } = call.deps;
  let checked = 0;
  let before = { sequence: 0, hash: auditChain.start };
  for (;;) {
    const rows = await store.audit.walk(call.instance.instanceId, before.sequence, BATCH);
    const brokenAt = auditChain.firstBreak(rows, before);
    const last = rows.at(-1);
    if (brokenAt !== undefined) return verdict(call, checked + rows.findIndex((row) => row.sequence === brokenAt) + 1, brokenAt, before.hash);
    if (last === undefined || checked >= MAX_CHECKED) return verdict(call, checked, 0, checked === 0 ? '' : before.hash);
    checked += rows.length;
    before = { sequence: last.sequence, hash: last.hash };
  }
}

function verdict(call: Call, checked: number, brokenAt: number, head: string): Answer {
  call.note({ valid: brokenAt === 0, checked, ...(brokenAt === 0 ? {} : { brokenAt }) });
  const reason = brokenAt === 0 ? '' : 'This event does not follow from the one before it: it, or one before it, was altered, removed or moved.';
  return { Valid: brokenAt === 0, Checked: checked, BrokenAt: brokenAt, Reason: reason, Head: head };
}
