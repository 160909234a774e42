import type { Id } from '../kernel/ids.ts';
import type { Page, Slice } from '../kernel/page.ts';
import type { EpochMs } from '../kernel/time.ts';
import type { CaseEvent, CaseLogEntry, CaseSatisfaction, CaseStatus, ServiceCase } from './case.ts';

export type NewCase = Omit<ServiceCase, 'id' | 'ownerName' | 'status' | 'judgement' | 'satisfaction' | 'resolvedAt' | 'resolution' | 'completedAt' | 'pressedAt'>;

export interface CaseFilter {
  /** Cases of these principals; undefined: of the whole instance. */
  readonly ownerIds?: readonly Id[];
  readonly id?: Id;
  /** Any of them; deleted cases are listed only by their own status. */
  readonly statuses?: readonly CaseStatus[];
  /** Each must be in the description or be the id, without case. */
  readonly words?: readonly string[];
  readonly ownerName?: string;
  readonly createdFrom?: EpochMs;
  readonly createdUntil?: EpochMs;
}

/** Fields that a move sets together with the new status. */
export interface CaseDecision {
  readonly judgement?: string;
  readonly satisfaction?: readonly CaseSatisfaction[];
  readonly resolution?: string;
}

export interface CaseRepository {
  create(made: NewCase): Promise<Id>;
  get(instanceId: string, id: Id): Promise<ServiceCase | undefined>;
  /** Newest first. */
  list(instanceId: string, filter: CaseFilter, slice: Slice): Promise<Page<ServiceCase>>;
  /** Compare-and-set by the state machine: the case after the move, or undefined when another move was first. `resolvedAt` and `completedAt` follow the status. */
  move(instanceId: string, id: Id, event: CaseEvent, decision: CaseDecision, now: EpochMs): Promise<ServiceCase | undefined>;
  /** Compare-and-set: false when support was urged at or after `notSince` already, or there is no such case. */
  press(instanceId: string, id: Id, now: EpochMs, notSince: EpochMs): Promise<boolean>;
  log(instanceId: string, entry: Omit<CaseLogEntry, 'id'>): Promise<void>;
  /** Newest first. */
  logs(instanceId: string, caseId: Id, slice: Slice): Promise<Page<CaseLogEntry>>;
}
