import { activeAddress } from '@sallyport/core';
import { DialError } from '@sallyport/ssh';
import type { DialErrorCode, TargetLeg } from '@sallyport/ssh';
import { causeOf } from '../../log.ts';
import type { GateDeps, Connected } from '../../session/gate/gate.ts';
import type { Identity } from '../../session/gate/applicant.ts';
import { checkOut } from '../../session/gate/checkout.ts';
import type { Target } from '../../session/gate/choose-target.ts';
import { judgeHostKey } from '../../session/gate/host-key.ts';
import { refusal } from '../../session/gate/refusal.ts';
import type { GateCode, Refusal } from '../../session/gate/refusal.ts';
import type { TargetAddresses } from '../../session/gate/target-address.ts';

/** Addresses of one name that are tried in turn. */
const MAX_ADDRESSES = 3;

export interface ConnectContext {
  readonly deps: GateDeps;
  readonly addresses: TargetAddresses;
  readonly identity: Identity;
  readonly target: Target;
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

/** Logs on to the target with the vaulted credential: only at a checked address, only to a host whose key is pinned. */
export async function connect(context: ConnectContext, sessionId: string, stop: AbortSignal): Promise<Connected<TargetLeg> | Refusal> {
  const { target, addresses } = context;
  if (!target.account.hasPassword && target.account.privateKeyFingerprint === '') return refusal('NO_CREDENTIAL');
  const resolved = await addresses.resolve(activeAddress(target.host), target.host.sshPort);
  if ('kind' in resolved) return resolved;
  let last = refusal('TARGET_UNREACHABLE');
  for (const address of resolved.slice(0, MAX_ADDRESSES)) {
    const outcome = await dial(context, sessionId, address, stop);
    if (outcome.kind === 'connected' || outcome.code !== 'TARGET_UNREACHABLE') return outcome;
    last = outcome;
  }
  return last;
}

async function dial(context: ConnectContext, sessionId: string, address: string, stop: AbortSignal): Promise<Connected<TargetLeg> | Refusal> {
  const { deps, identity, target } = context;
  const { host, account } = target;
  const where = { instanceId: identity.instanceId, hostId: host.id };
  let why: GateCode | undefined;
  try {
    const pins = await deps.store.hostKeyPins.list(where.instanceId, where.hostId);
    const leg = await deps.ssh.dial({
      host: address, port: host.sshPort, username: account.name,
      knownAlgorithms: pins.map((pin) => pin.algorithm),
      verifyHostKey: async (key) => {
        why = await judgeHostKey(deps.store, key, {
          ...where, hostName: host.hostName, address, sessionId, userId: identity.user.id, userName: identity.user.userName,
          sourceAddress: identity.sourceAddress, mode: deps.settings.target.hostKeyMode,
        });
        return why === undefined;
      },
      credentials: async () => {
        why = 'CREDENTIAL_UNUSABLE';
        const credentials = await checkOut(deps.store, deps.vault, where.instanceId, account.id);
        why = undefined;
        return credentials;
      },
      timeoutMs: deps.settings.target.dialTimeoutMs, signal: stop,
    });
    return { kind: 'connected', leg, address, close: () => { leg.end(); } };
  } catch (error) {
    deps.log.warn('a target could not be logged on to', { sessionId, host: host.hostName, address, cause: causeOf(error) });
    if (why !== undefined) return refusal(why);
    if (error instanceof DialError) return refusal(REFUSAL_OF[error.code]);
    throw error;
  }
}
