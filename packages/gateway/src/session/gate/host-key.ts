import { pinPort } from '@sallyport/core';
import type { AuditEvent, Host, HostKeyPin, Store } from '@sallyport/core';
import { fingerprintMd5, fingerprintSha256 } from '@sallyport/ssh';
import type { PublicKey } from '@sallyport/ssh';
import type { Asker } from './asker.ts';
import type { GateCode } from './refusal.ts';

export interface HostKeyContext {
  readonly host: Pick<Host, 'id' | 'instanceId' | 'hostName' | 'sshPort'>;
  readonly address: string;
  readonly port: number;
  readonly asker: Asker;
  readonly mode: 'accept-first' | 'approve';
}

/** undefined: go on. */
export type HostKeyVerdict = Extract<GateCode, 'HOST_KEY_CHANGED' | 'HOST_KEY_UNAPPROVED'> | undefined;

/** Pins that a log-in at a port is judged by: what was pinned for that port itself, and what the host is known by. */
interface Pins {
  readonly ofPort: readonly HostKeyPin[];
  /** Empty at the host's own port. */
  readonly ofHost: readonly HostKeyPin[];
}

/**
 * The host's own key is good at any of its ports; the key of another port, where any of its local users may listen first, is good at that port alone
 * and never says that the host's own has changed.
 */
export async function pinsAt(store: Store, host: Pick<Host, 'id' | 'instanceId' | 'sshPort'>, port: number): Promise<Pins> {
  const pins = await store.hostKeyPins.list(host.instanceId, host.id);
  const at = pinPort(host, port);
  return { ofPort: pins.filter((pin) => pin.port === at), ofHost: at === null ? [] : pins.filter((pin) => pin.port === null) };
}

/**
 * Whether the target proved a key that is pinned, or may be pinned now. A port that has any pin is known: a key of another algorithm
 * does not introduce it anew, or an interceptor would simply offer one.
 */
export async function judgeHostKey(store: Store, key: PublicKey, context: HostKeyContext): Promise<HostKeyVerdict> {
  const pins = await pinsAt(store, context.host, context.port);
  if (pins.ofHost.some((pin) => pin.blob === key.blob)) return undefined;
  if (pins.ofPort.length > 0) return onPinned(store, key, pins, context);
  if (context.mode === 'approve') {
    await store.audit.append([event('hostkey.unapproved', 'HOST_KEY_UNAPPROVED', key, context, await store.now())]);
    return 'HOST_KEY_UNAPPROVED';
  }
  const pinned = await store.transact(async (tx) => {
    const done = await tx.hostKeyPins.pin(context.host.instanceId, newPin(key, context, tx.now));
    if (done) tx.record(event('hostkey.pinned', 'OK', key, context, tx.now));
    return done;
  });
  // Somebody else's log-on pinned one in between, and it need not be this one.
  return pinned ? undefined : onPinned(store, key, await pinsAt(store, context.host, context.port), context);
}

async function onPinned(store: Store, key: PublicKey, { ofPort, ofHost }: Pins, context: HostKeyContext): Promise<HostKeyVerdict> {
  const pins = [...ofPort, ...ofHost];
  if (pins.some((pin) => pin.blob === key.blob)) return undefined;
  const seen = event('hostkey.changed', 'HOST_KEY_CHANGED', key, context, await store.now());
  await store.audit.append([{ ...seen, details: { ...seen.details, pinned: pins.map((pin) => pin.fingerprintSha256) } }]);
  return 'HOST_KEY_CHANGED';
}

function newPin(key: PublicKey, context: HostKeyContext, now: number): HostKeyPin {
  return {
    hostId: context.host.id,
    port: pinPort(context.host, context.port),
    algorithm: key.algorithm,
    blob: key.blob,
    fingerprintSha256: fingerprintSha256(key.blob),
    fingerprintMd5: fingerprintMd5(key.blob),
    pinnedAt: now,
    pinnedBy: `${context.asker.occasion} of ${context.asker.actor.name}`,
  };
}

function event(kind: string, outcome: string, key: PublicKey, { host, address, port, asker }: HostKeyContext, at: number): AuditEvent {
  return {
    instanceId: host.instanceId, at, kind, outcome, requestId: asker.requestId, sessionId: asker.sessionId, sourceAddress: asker.sourceAddress, actor: asker.actor,
    details: {
      hostId: host.id, host: host.hostName, address, port, ownPort: pinPort(host, port) === null, algorithm: key.algorithm, fingerprint: fingerprintSha256(key.blob),
    },
  };
}
