import type { TargetLeg } from '@sallyport/ssh';
import type { GateDeps, Connected } from '../../session/gate/gate.ts';
import type { Identity } from '../../session/gate/applicant.ts';
import { checkOut } from '../../session/gate/checkout.ts';
import { refusal } from '../../session/gate/refusal.ts';
import type { Refusal } from '../../session/gate/refusal.ts';
import { loginPort } from '../../session/gate/target.ts';
import type { Target } from '../../session/gate/target.ts';
import type { TargetAddresses } from '../../session/gate/target-address.ts';
import { dialTarget } from './dial-target.ts';

export interface ConnectContext {
  readonly deps: GateDeps;
  readonly addresses: TargetAddresses;
  readonly identity: Identity;
  readonly target: Target;
}

/** Logs on to the target with the stored or lent credential, which is opened last. */
export async function connect(context: ConnectContext, sessionId: string, stop: AbortSignal): Promise<Connected<TargetLeg> | Refusal> {
  const { deps, addresses, target, identity: { user, sourceAddress } } = context;
  const { authorizationId, hasPassword, privateKeyFingerprint } = target.account;
  if (authorizationId === null && !hasPassword && privateKeyFingerprint === '') return refusal('NO_CREDENTIAL');
  return dialTarget({ ...deps, addresses }, {
    host: target.host, port: loginPort(target), username: target.account.name,
    asker: { actor: { kind: 'user', id: user.id, name: user.userName }, sourceAddress, requestId: '', sessionId, occasion: 'first log-on' },
    credentials: () => checkOut(deps, target), stop,
  });
}
