import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';

export async function verifyAudit(_params: Params<'VerifyAudit'>, call: Call): Promise<Result<'VerifyAudit'>> {
  const verdict = await call.deps.auditChain.verify(call.instance.instanceId);
  call.note({ valid: verdict.brokenAt === 0, checked: verdict.checked });
  return { Valid: verdict.brokenAt === 0, Checked: verdict.checked, BrokenAt: verdict.brokenAt, Reason: verdict.reason, Head: verdict.head };
}
