export { createControl } from './create-control.ts';
export type { Control } from './create-control.ts';
export type {
  AuditChain, ControlDeps, ControlLog, ControlSettings, InstallationFacts, Random, RecordedCommand, RecordingAccess, ServiceTicketSettings, SshKeys, SshPublicKey,
} from './deps.ts';
export type { TlsMaterial } from './http/api-server.ts';
export { DEFAULT_SETTINGS } from './settings.ts';
export { SHIPPED_POLICIES } from './ram/shipped.ts';
export type { ShippedPolicy } from './ram/shipped.ts';
export { accessKeyBinding } from './dispatch/access-key-binding.ts';
export type {
  CaseCategory, CaseLists, CaseRegion, ListName, ProblemType, ProductCategory, Severity,
} from './service-tickets/case-lists.ts';
export { totpBinding } from './identity/totp.ts';
export { newAccessKey } from './operations/access-keys/new-access-key.ts';
