import type { Page, PageRequest } from '../kernel/page.ts';
import type { AuditEvent, AuditFilter, AuditRow } from './event.ts';

export interface AuditRepository {
  /** Appends in order; resolves once they are durable. */
  append(events: readonly AuditEvent[]): Promise<void>;
  /** Newest first. */
  list(instanceId: string, filter: AuditFilter, page: PageRequest): Promise<Page<AuditRow>>;
  /** Oldest first from `afterSequence`, at most `limit`: what verify walks. */
  walk(instanceId: string, afterSequence: number, limit: number): Promise<readonly AuditRow[]>;
}
