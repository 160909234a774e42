export { ListAuditEvents } from './list-audit-events.ts';
export { VerifyAudit } from './verify-audit.ts';
