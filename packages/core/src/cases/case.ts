import type { Id } from '../kernel/ids.ts';
import type { EpochMs } from '../kernel/time.ts';

/**
 * submitted → processing ⇄ awaiting-feedback, processing → resolved → completed. A customer may withdraw until there is a result and may close
 * what is under way; support may declare a case invalid. deleted: gone from the customer's lists, kept for auditors.
 */
export type CaseStatus = 'submitted' | 'processing' | 'awaiting-feedback' | 'resolved' | 'completed' | 'withdrawn' | 'invalid' | 'deleted';

/** The customer's: cancel, close, delete. Support's: accept, ask, resume, resolve, invalidate. */
export type CaseEvent = 'cancel' | 'close' | 'delete' | 'accept' | 'ask' | 'resume' | 'resolve' | 'invalidate';

const MOVES: Readonly<Record<CaseStatus, Partial<Record<CaseEvent, CaseStatus>>>> = {
  'submitted': { accept: 'processing', cancel: 'withdrawn', invalidate: 'invalid' },
  'processing': { ask: 'awaiting-feedback', resolve: 'resolved', cancel: 'withdrawn', close: 'completed', invalidate: 'invalid' },
  'awaiting-feedback': { resume: 'processing', resolve: 'resolved', cancel: 'withdrawn', close: 'completed', invalidate: 'invalid' },
  'resolved': { resume: 'processing', close: 'completed' },
  'completed': { delete: 'deleted' },
  'withdrawn': { delete: 'deleted' },
  'invalid': { delete: 'deleted' },
  'deleted': {},
};

/** The status after `event`, or undefined: an illegal move, which changes nothing. */
export function moveCase(status: CaseStatus, event: CaseEvent): CaseStatus | undefined {
  return MOVES[status][event];
}

/** Work on the case goes on: authorizations may be asked for and stand. */
export function isOpenCase(status: CaseStatus): boolean {
  return status === 'submitted' || status === 'processing' || status === 'awaiting-feedback' || status === 'resolved';
}

/** May support be urged: as long as it is support's turn. */
export function mayPress(status: CaseStatus): boolean {
  return status === 'submitted' || status === 'processing';
}

/** How the customer wants to be reached; kept and shown, never used to send anything. */
export interface CaseContact {
  readonly areaCode: string;
  readonly mobile: string;
  readonly mail: string;
  /** `0` means whenever, else `09:00-18:00`. */
  readonly time: string;
}

/** One answer of the customer's when closing: how content he was, by dimension. */
export interface CaseSatisfaction {
  readonly satisfactionId: number;
  readonly satisfactionValue: number;
  readonly satisfactionName: string;
  readonly value: number | null;
  readonly perValue: number | null;
  readonly categoryId: string;
  readonly categoryName: string;
}

/** A service ticket: a customer's principal asks the vendor for help. Carries authorizations. */
export interface ServiceCase {
  readonly id: Id;
  readonly instanceId: string;
  /** The customer: the principal that opened it. */
  readonly ownerId: Id;
  readonly ownerName: string;
  readonly status: CaseStatus;
  readonly description: string;
  /** Ids of the operator's configuration lists, as chosen when it was opened. */
  readonly subTypeId: string;
  readonly productCategoryId: string;
  readonly businessTypeId: string;
  readonly severityId: string;
  readonly regionId: string;
  /** Of the lists that it was opened with: 0 or 1 (X-Site). */
  readonly site: 0 | 1;
  readonly sourceId: string;
  readonly projectId: string;
  readonly contact: CaseContact;
  /** JSON objects as sent. */
  readonly extendsMap: string;
  readonly extensionMap: string;
  /** The customer's closing words. */
  readonly judgement: string;
  readonly satisfaction: readonly CaseSatisfaction[];
  readonly createdAt: EpochMs;
  /** When support said what the result is. */
  readonly resolvedAt: EpochMs | null;
  readonly resolution: string;
  readonly completedAt: EpochMs | null;
  readonly pressedAt: EpochMs | null;
}

/** What was done to a case, by whom. */
export interface CaseLogEntry {
  readonly id: Id;
  readonly caseId: Id;
  readonly operation: 'create' | 'press' | CaseEvent | 'request-authorization' | 'recall-authorization' | 'confirm-authorization' | 'reject-authorization' | 'cancel-authorization';
  readonly operator: 'customer' | 'support';
  readonly operatorId: Id;
  readonly operatorName: string;
  readonly words: string;
  readonly at: EpochMs;
}
