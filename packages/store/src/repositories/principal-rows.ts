import type { Principal } from '@sallyport/core';
import { sql } from 'kysely';

/** What leaves the store of a principal: never its password's hash or its second factor. For queries that name `principals`. */
export const PRINCIPAL_COLUMNS = [
  'principals.id', 'principals.instanceId', 'principals.name', 'principals.displayName', 'principals.domain', 'principals.createdAt',
  sql<number>`case when principals.password_hash is null then 0 else 1 end`.as('hasPassword'),
  sql<number>`case when principals.sealed_totp is null then 0 else 1 end`.as('hasSecondFactor'),
] as const;

export type PrincipalRow = Omit<Principal, 'id' | 'hasPassword' | 'hasSecondFactor'> & { readonly id: number; readonly hasPassword: number; readonly hasSecondFactor: number };

export function toPrincipal(row: PrincipalRow): Principal {
  return {
    id: String(row.id), instanceId: row.instanceId, name: row.name, displayName: row.displayName, domain: row.domain,
    hasPassword: row.hasPassword === 1, hasSecondFactor: row.hasSecondFactor === 1, createdAt: row.createdAt,
  };
}
