import type { Allow } from '@sallyport/core';
import type { GatewayDeps } from '../../deps.ts';
import type { Lease } from '../lease.ts';
import type { SessionLedger } from '../session-ledger.ts';
import type { AccessWatch } from '../watch/access-watch.ts';
import type { Watching } from '../watch/subject.ts';
import { Admission } from './admission.ts';
import type { Identity, Voice } from './applicant.ts';
import { awaitApproval } from './await-approval.ts';
import type { Target } from './target.ts';
import { freshTarget } from './fresh-target.ts';
import { abandonRefused, register } from './register.ts';
import type { Registered } from './register.ts';
import { refusal } from './refusal.ts';
import type { Refusal } from './refusal.ts';

export interface GateDeps extends GatewayDeps {
  readonly watch: AccessWatch;
  readonly lease: Lease;
  readonly ledger: SessionLedger;
}

/** A log-on whose first factor has been checked and whose target is known. */
export interface LogOn<L> {
  readonly identity: Identity;
  readonly target: Target;
  readonly voice: Voice;
  /** The applicant's words for a reviewer. */
  readonly reason: string;
  /** Credential checkout and the protocol's log-in at the target, which was read just now; `stop` ends it at any moment. */
  connect(target: Target, sessionId: string, stop: AbortSignal): Promise<Connected<L> | Refusal>;
}

export interface Connected<L> {
  readonly kind: 'connected';
  readonly leg: L;
  /** As dialled. */
  readonly address: string;
  close(): void;
}

/** Through the gate: both legs stand, nothing has been forwarded yet. */
export interface Admitted<L> extends Registered {
  readonly kind: 'admitted';
  readonly leg: L;
  readonly allow: Allow;
  readonly admission: Admission;
  readonly watching: Watching;
  /** Fires when the recording fails; check `recorder.failed` too. */
  readonly recordingFailed: AbortSignal;
}

/**
 * The one order of steps for every protocol, from a checked first factor to the brink of the first byte: watch, decide, wait for the ticket,
 * connect (the credential is opened last), register, record, decide once more. Whatever stops being true on the way ends it there.
 */
export async function admit<L>(deps: GateDeps, logOn: LogOn<L>): Promise<Admitted<L> | Refusal> {
  if (deps.lease.closed() !== undefined) return refusal('NODE_CLOSED');
  const { identity, target } = logOn;
  const sessionId = deps.newSessionId();
  const admission = new Admission({
    instanceId: identity.instanceId, userId: identity.user.id, hostId: target.host.id, accountId: target.account.id,
    protocol: target.account.protocol, sourceAddress: identity.sourceAddress, sessionId,
  });
  // Subscribed before it reads: from here on no change can pass unseen.
  const watching = deps.watch.watch(admission);
  let outcome: Admitted<L> | Refusal | undefined;
  try {
    outcome = await pass(deps, logOn, sessionId, admission, watching);
    return outcome;
  } finally {
    if (outcome?.kind !== 'admitted') watching.stop();
  }
}

async function pass<L>(deps: GateDeps, logOn: LogOn<L>, sessionId: string, admission: Admission, watching: Watching): Promise<Admitted<L> | Refusal> {
  await watching.check();
  if (admission.decision?.kind === 'pending') {
    const { store, monotonic, settings } = deps;
    const over = await awaitApproval({ store, monotonic, limits: settings.tickets, ...logOn }, admission, watching);
    if (over !== undefined) return over;
  }
  const allow = allowed(admission);
  if (allow.kind === 'refused') return allow;
  admission.useTicket(allow.ticketId);
  watching.reindex();

  // The wait may have been long: the node may have stopped admitting meanwhile, and the target may have moved.
  if (deps.lease.closed() !== undefined) return refusal('NODE_CLOSED');
  const target = await freshTarget(deps.store, logOn.target);
  if ('kind' in target) return target;
  const stop = AbortSignal.any([admission.refused, logOn.voice.gone]);
  const connected = await logOn.connect(target, sessionId, stop);
  if (connected.kind === 'refused') return whyRefused(connected, admission, watching, logOn.voice);
  let through = false;
  try {
    const admitted = await enter(deps, { ...logOn, target }, sessionId, admission, watching, connected);
    through = admitted.kind === 'admitted';
    return admitted;
  } finally {
    if (!through) connected.close();
  }
}

async function enter<L>(deps: GateDeps, logOn: LogOn<L>, sessionId: string, admission: Admission, watching: Watching, connected: Connected<L>): Promise<Admitted<L> | Refusal> {
  const allow = allowed(admission);
  if (allow.kind === 'refused') return allow;
  const recordingFailed = new AbortController();
  const registered = await register({
    deps, ledger: deps.ledger, sessionId, identity: logOn.identity, target: logOn.target, targetAddress: connected.address, allow,
    onRecordingFailure: () => { recordingFailed.abort(); },
  });
  if ('kind' in registered) return registered;
  // Once more, now that the row stands for others to see: a change from here on finds the session.
  const last = await lastLook(deps.lease, admission, watching, logOn.voice);
  if (last.kind === 'refused') {
    await abandonRefused(deps, registered, last, admission);
    return last;
  }
  return { kind: 'admitted', ...registered, leg: connected.leg, allow: last, admission, watching, recordingFailed: recordingFailed.signal };
}

/** An authorization that ends takes its secret away before any hint arrives: whoever fails for that is told that it ended, not that no credential is stored. */
async function whyRefused(refused: Refusal, admission: Admission, watching: Watching, voice: Voice): Promise<Refusal> {
  if (refused.code === 'NO_CREDENTIAL' && stopped(admission, voice) === undefined) {
    // Unread, the watch has logged why, and the first refusal stands.
    await watching.check().catch(() => undefined);
  }
  return stopped(admission, voice) ?? refused;
}

async function lastLook(lease: Lease, admission: Admission, watching: Watching, voice: Voice): Promise<Allow | Refusal> {
  try {
    await watching.check();
  } catch {
    return refusal('INTERNAL');
  }
  return stopped(admission, voice) ?? (lease.closed() === undefined ? allowed(admission) : refusal('NODE_CLOSED'));
}

function stopped(admission: Admission, voice: Voice): Refusal | undefined {
  return admission.refusal ?? (voice.gone.aborted ? refusal('CLIENT_GONE') : undefined);
}

/** Only an allow goes on; pending again (approval switched on meanwhile) is for the next log-on. */
function allowed(admission: Admission): Allow | Refusal {
  if (admission.refusal !== undefined) return admission.refusal;
  if (admission.decision?.kind === 'allow') return admission.decision;
  return refusal(admission.decision?.kind === 'pending' ? 'APPROVAL_REQUIRED' : 'INTERNAL');
}
