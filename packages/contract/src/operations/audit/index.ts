import { ListAuditEvents } from './list-audit-events.ts';
import { VerifyAudit } from './verify-audit.ts';

export const audit = { ListAuditEvents, VerifyAudit } as const;
