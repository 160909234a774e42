import { recordingPath } from '@sallyport/recording';
import type { Allow, Session } from '@sallyport/core';
import type { GatewayDeps } from '../../deps.ts';
import { startRecorder } from '../recorder.ts';
import type { Recorder } from '../recorder.ts';
import type { OpenSession, SessionLedger } from '../session-ledger.ts';
import type { Admission } from './admission.ts';
import type { Identity } from './applicant.ts';
import type { Target } from './target.ts';
import { causeOf } from '../../log.ts';
import { refusal } from './refusal.ts';
import type { Refusal, RefusalCode } from './refusal.ts';

export interface Registration {
  readonly deps: GatewayDeps;
  readonly ledger: SessionLedger;
  readonly sessionId: string;
  readonly identity: Identity;
  readonly target: Target;
  readonly targetAddress: string;
  readonly allow: Allow;
  /** Called when the recording fails later. */
  readonly onRecordingFailure: () => void;
}

export interface Registered {
  readonly session: OpenSession;
  readonly recorder: Recorder;
}

/**
 * The target has accepted the log-in: uses up a single-log-on ticket, writes row and audit event, and opens the recording.
 * What fails here reaches nobody's terminal as a session, and the ticket is handed back.
 */
export async function register(registration: Registration): Promise<Registered | Refusal> {
  const { deps, ledger, allow } = registration;
  const session: OpenSession = { row: await newRow(registration), identity: registration.identity, target: registration.target };
  if (!await ledger.begin(session, allow.derivation)) return refusal('TICKET_USED');
  try {
    const { row } = session;
    const meta = {
      recordingId: row.id, instanceId: row.instanceId, sessionId: row.id, user: row.userName, host: row.hostName, account: row.accountName,
      protocol: row.protocol, startedAt: row.startedAt, clientAddress: row.clientAddress,
    };
    return { session, recorder: await startRecorder(deps, meta, registration.onRecordingFailure) };
  } catch (error) {
    deps.log.error('a recording could not be opened: the session is refused', { sessionId: session.row.id, cause: causeOf(error) });
    await abandon(ledger, session, 'recording-failed', '');
    return refusal('RECORDING_UNAVAILABLE');
  }
}

/** Ends a session that never got a program. */
async function abandon(ledger: SessionLedger, session: OpenSession, reason: NonNullable<Session['endReason']>, recordingHead: string): Promise<void> {
  await ledger.end(session, { reason, words: '', bytesFromClient: 0, bytesFromTarget: 0, ticket: 'hand-back', recordingHead, details: {} });
}

const OWN_REASONS: { readonly [Code in RefusalCode]?: NonNullable<Session['endReason']> } = { CLIENT_GONE: 'client-closed', NODE_CLOSED: 'node-stopped' };

/** Refused between registration and the first program. Never rejects: the books are closed whatever the recording says. */
export async function abandonRefused(deps: Pick<GatewayDeps, 'log'> & { readonly ledger: SessionLedger }, registered: Registered, why: Refusal, admission: Admission): Promise<void> {
  const reason = admission.decision?.kind === 'deny' ? admission.decision.code : OWN_REASONS[why.code] ?? 'internal-error';
  let head = '';
  try {
    head = (await registered.recorder.seal(reason, { bytesFromClient: 0, bytesFromTarget: 0 })).headHash;
  } catch (error) {
    deps.log.error('a recording could not be sealed', { sessionId: registered.session.row.id, cause: causeOf(error) });
  }
  await abandon(deps.ledger, registered.session, reason, head);
}

async function newRow(registration: Registration): Promise<Session> {
  const { deps, identity, target, allow, sessionId } = registration;
  const startedAt = await deps.store.now();
  return {
    id: sessionId, instanceId: identity.instanceId, nodeId: deps.node.id,
    userId: identity.user.id, userName: identity.user.userName,
    hostId: target.host.id, hostName: target.host.hostName, accountId: target.account.id, accountName: target.account.name,
    protocol: target.account.protocol, clientAddress: identity.sourceAddress, targetAddress: registration.targetAddress,
    ticketId: allow.ticketId, policyId: allow.policyId, startedAt, firstByteAt: null, endedAt: null, endReason: null,
    bytesFromClient: 0, bytesFromTarget: 0, recording: recordingPath(identity.instanceId, sessionId, startedAt),
  };
}
