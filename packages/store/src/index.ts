export type { PostgresConfig, ReportTrouble, SqliteConfig, StoreConfig, StoreDeps } from './config.ts';
export type { OpenedStore } from './opened-store.ts';
export { openStore } from './open-store.ts';
export { auditHash, CHAIN_START, firstBreak } from './audit/chain.ts';
export { createPasswordHasher, PASSWORD_DEFAULTS } from './passwords/hasher.ts';
export type { PasswordHasherOptions } from './passwords/hasher.ts';
