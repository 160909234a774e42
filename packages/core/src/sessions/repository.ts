import type { Id } from '../kernel/ids.ts';
import type { Page, PageRequest, Slice } from '../kernel/page.ts';
import type { EpochMs } from '../kernel/time.ts';
import type { Session, SessionEndReason } from './session.ts';

export interface SessionFilter {
  readonly userId?: Id;
  readonly hostId?: Id;
  readonly live?: boolean;
}

/** Every session also has a number, for APIs that know no UUIDs. */
export interface NumberedSession extends Session {
  readonly number: Id;
}

export interface SessionRepository {
  create(session: Session): Promise<void>;
  /** Newest first. */
  listOfAccount(instanceId: string, accountId: Id, slice: Slice): Promise<Page<NumberedSession>>;
  getByNumber(instanceId: string, number: Id): Promise<NumberedSession | undefined>;
  get(instanceId: string, id: string): Promise<Session | undefined>;
  /** Newest first. */
  list(instanceId: string, filter: SessionFilter, page: PageRequest): Promise<Page<Session>>;
  /** The engineer's first byte has reached the target: a claimed ticket is not handed back any more. */
  firstByte(id: string, at: EpochMs): Promise<void>;
  /** Compare-and-set: false when it had ended already. */
  end(id: string, at: EpochMs, reason: SessionEndReason, bytesFromClient: number, bytesFromTarget: number): Promise<boolean>;
  /**
   * An administrator ends the session: sets the mark that `AccessFacts.endRequest` shows, so that the node that holds it cuts it by
   * hint or by sweep. False when it has ended or is marked already.
   */
  requestEnd(instanceId: string, id: string, at: EpochMs, comment: string): Promise<boolean>;
  /** Live sessions of a node: what its death leaves behind. */
  liveOf(nodeId: string): Promise<readonly Session[]>;
}
