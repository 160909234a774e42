import type { Host, TargetWork, TargetWorkOutcome } from '@sallyport/core';
import type { GatewayDeps } from '../deps.ts';
import { dialTarget } from '../protocols/ssh/dial-target.ts';
import type { DialDeps } from '../protocols/ssh/dial-target.ts';
import type { GateCode } from '../session/gate/refusal.ts';
import { textOf } from '../session/gate/secret-text.ts';

export interface VerifyHostDeps extends DialDeps, Pick<GatewayDeps, 'loans'> {}

/** What the check came to, and the host as far as it is known, for the audit log. */
export interface VerifyHostResult {
  readonly outcome: TargetWorkOutcome;
  readonly hostName: string;
}

/** Other refusals are of the bastion's own making: they say nothing about the host. */
const OUTCOME_OF: { readonly [Code in GateCode]?: TargetWorkOutcome } = {
  TARGET_UNREACHABLE: 'TARGET_UNREACHABLE',
  TARGET_ADDRESS_DENIED: 'TARGET_ADDRESS_DENIED',
  TARGET_PROTOCOL: 'TARGET_PROTOCOL',
  TARGET_LOGIN_FAILED: 'TARGET_LOGIN_FAILED',
  HOST_KEY_CHANGED: 'HOST_KEY_CHANGED',
  HOST_KEY_UNAPPROVED: 'HOST_KEY_UNAPPROVED',
};

/**
 * Logs in to the host as its order says, with every care that a log-on takes, and out again at once: no channel is opened, and nothing that the
 * host says is kept. `limit` fires when its time is over, `stop` when the node stops.
 */
export async function verifyHost(deps: VerifyHostDeps, work: TargetWork, limit: AbortSignal, stop: AbortSignal): Promise<VerifyHostResult> {
  const { order, askedBy, instanceId } = work;
  const host = await deps.store.hosts.get({ instanceId, projectId: order.projectId }, order.hostId);
  if (host === undefined) return { outcome: 'ASSET_NOT_FOUND', hostName: '' };
  if (!isReachable(host)) return { outcome: 'ASSET_UNAVAILABLE', hostName: host.hostName };
  const connected = await dialTarget(deps, {
    host, port: order.port, username: order.account,
    asker: {
      actor: { kind: 'principal', id: askedBy.principalId, name: askedBy.principalName },
      sourceAddress: askedBy.sourceAddress, requestId: askedBy.requestId, sessionId: '', occasion: 'host check',
    },
    credentials: async () => {
      const secret = await deps.loans.open({ instanceId, kind: 'target-work', id: work.id }, 'secret');
      return secret === undefined ? undefined : { password: textOf(secret) };
    },
    stop: AbortSignal.any([limit, stop]),
  });
  if (connected.kind === 'connected') {
    connected.close();
    return { outcome: 'OK', hostName: host.hostName };
  }
  // A host that keeps us waiting until our time is over is one that does not answer.
  const outcome = connected.code === 'CLIENT_GONE' && !stop.aborted ? 'TARGET_UNREACHABLE' : OUTCOME_OF[connected.code] ?? 'INTERNAL';
  return { outcome, hostName: host.hostName };
}

/** The asset's share of `decide` for a newcomer: what this version cannot reach is not tried by another way. */
function isReachable(host: Host): boolean {
  return host.sourceInstanceState !== 'Release' && host.networkDomainId === '' && host.prefKex === 'default';
}
