import type { AuditRepository, EpochMs } from '@sallyport/core';
import { causeOf } from '../log.ts';
import type { Log } from '../log.ts';
import type { Identity } from './gate/applicant.ts';
import type { Target } from './gate/target.ts';
import type { RefusalCode } from './gate/refusal.ts';

export interface Refused {
  /** A log-on that became no session, or one request of a connection that goes on. */
  readonly kind: 'session.refused' | 'request.refused';
  readonly identity: Identity;
  readonly target: Target | undefined;
  readonly code: RefusalCode;
  readonly words: string;
  /** What was asked for, as the login name or the request said. */
  readonly asked: string;
}

/** Every refusal after a first factor leaves an event; one that cannot be written is refused all the same, and logged. */
export async function auditRefusal(audit: AuditRepository, log: Log, now: () => EpochMs, refused: Refused): Promise<void> {
  const { identity, target } = refused;
  try {
    await audit.append([{
      instanceId: identity.instanceId, at: now(), kind: refused.kind, actor: { kind: 'user', id: identity.user.id, name: identity.user.userName },
      sourceAddress: identity.sourceAddress, requestId: '', sessionId: '', outcome: refused.code,
      details: {
        asked: refused.asked, words: refused.words, method: identity.method, key: identity.keyFingerprint, protocol: 'SSH',
        ...(target === undefined ? {} : { hostId: target.host.id, host: target.host.hostName, accountId: target.account.id, account: target.account.name }),
      },
    }]);
  } catch (error) {
    log.error('a refusal could not be written to the audit log', { code: refused.code, user: identity.user.userName, cause: causeOf(error) });
  }
}
