import { activeAddress } from '@sallyport/core';
import type { Host } from '@sallyport/core';
import { DialError } from '@sallyport/ssh';
import type { DialErrorCode, TargetCredentials, TargetLeg } from '@sallyport/ssh';
import type { GatewayDeps } from '../../deps.ts';
import { causeOf } from '../../log.ts';
import type { Asker } from '../../session/gate/asker.ts';
import type { Connected } from '../../session/gate/gate.ts';
import { judgeHostKey, pinsAt } from '../../session/gate/host-key.ts';
import { refusal } from '../../session/gate/refusal.ts';
import type { GateCode, Refusal } from '../../session/gate/refusal.ts';
import type { TargetAddresses } from '../../session/gate/target-address.ts';

/** Addresses of one name that are tried in turn. */
const MAX_ADDRESSES = 3;

export interface DialDeps extends Pick<GatewayDeps, 'store' | 'ssh' | 'log' | 'settings'> {
  readonly addresses: TargetAddresses;
}

/** A log-in to a host, whoever wants it. */
export interface DialOrder {
  readonly host: Host;
  readonly port: number;
  readonly username: string;
  readonly asker: Asker;
  /** Called once the host has proven its key; undefined: there is no credential. */
  readonly credentials: () => Promise<TargetCredentials | undefined>;
  readonly stop: AbortSignal;
}

const REFUSAL_OF: Readonly<Record<DialErrorCode, GateCode>> = {
  UNREACHABLE: 'TARGET_UNREACHABLE',
  TIMED_OUT: 'TARGET_UNREACHABLE',
  HOST_KEY_REFUSED: 'HOST_KEY_CHANGED',
  AUTHENTICATION_FAILED: 'TARGET_LOGIN_FAILED',
  NO_COMMON_ALGORITHM: 'TARGET_PROTOCOL',
  PROTOCOL_ERROR: 'TARGET_PROTOCOL',
  BAD_PRIVATE_KEY: 'CREDENTIAL_UNUSABLE',
  ABORTED: 'CLIENT_GONE',
};

/** Logs in to a host: only at a checked address, only when its key is pinned or may be pinned now. */
export async function dialTarget(deps: DialDeps, order: DialOrder): Promise<Connected<TargetLeg> | Refusal<GateCode>> {
  const resolved = await deps.addresses.resolve(activeAddress(order.host), order.port);
  if ('kind' in resolved) return resolved;
  let last: Refusal<GateCode> = refusal('TARGET_UNREACHABLE');
  for (const address of resolved.slice(0, MAX_ADDRESSES)) {
    const outcome = await dial(deps, order, address);
    if (outcome.kind === 'connected' || outcome.code !== 'TARGET_UNREACHABLE') return outcome;
    last = outcome;
  }
  return last;
}

async function dial(deps: DialDeps, order: DialOrder, address: string): Promise<Connected<TargetLeg> | Refusal<GateCode>> {
  const { host, port, asker } = order;
  const { store, settings } = deps;
  let why: GateCode | undefined;
  try {
    const { ofPort, ofHost } = await pinsAt(store, host, port);
    const leg = await deps.ssh.dial({
      host: address, port, username: order.username,
      knownAlgorithms: [...ofPort, ...ofHost].map((pin) => pin.algorithm),
      verifyHostKey: async (key) => {
        why = await judgeHostKey(store, key, { host, address, port, asker, mode: settings.target.hostKeyMode });
        return why === undefined;
      },
      credentials: async () => {
        why = 'CREDENTIAL_UNUSABLE';
        const credentials = await order.credentials();
        why = credentials === undefined ? 'NO_CREDENTIAL' : undefined;
        // Without one nothing is tried, and the target refuses in its turn.
        return credentials ?? {};
      },
      timeoutMs: settings.target.dialTimeoutMs, signal: order.stop,
    });
    return { kind: 'connected', leg, address, close: () => { leg.end(); } };
  } catch (error) {
    deps.log.warn('a target could not be logged on to', { sessionId: asker.sessionId, requestId: asker.requestId, host: host.hostName, address, port, cause: causeOf(error) });
    if (why !== undefined) return refusal(why);
    if (error instanceof DialError) return refusal(REFUSAL_OF[error.code]);
    throw error;
  }
}
