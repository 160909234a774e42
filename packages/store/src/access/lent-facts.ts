import { loanFact } from '@sallyport/core';
import type { AccessFacts, Authorization } from '@sallyport/core';

/** A host's detail of an authorization that was confirmed: an account lent to one engineer, also when the loan is over. */
export interface LentFactRow {
  readonly id: number;
  readonly host_id: number;
  readonly account: string;
  readonly authorization_id: number;
  readonly user_id: number;
  readonly status: Authorization['status'];
  readonly effective_at: number;
  readonly expires_at: number;
  readonly end_cause: Authorization['endCause'];
  readonly reason: string;
}

/** One probe by the account's id; read only where it is no account of a host's own. */
export function lentSql(names: { readonly instance: string; readonly account: string }): string {
  return `select d.id, d.host_id, d.account, d.authorization_id, a.user_id, a.status, a.effective_at, a.expires_at, a.end_cause, a.reason
    from authorization_details d cross join authorizations a
    where d.id = ${names.account} and d.instance_id = ${names.instance} and d.granted = 1 and d.kind = 'host'
      and a.id = d.authorization_id and a.effective_at is not null`;
}

/** The lent account, and the path to it if this is its engineer on its host. */
export function lentFacts(row: LentFactRow, userId: number, hostId: number): Pick<AccessFacts, 'account' | 'grants'> {
  const account = { id: String(row.id), hostId: String(row.host_id), name: row.account, protocol: 'SSH', hostShareKeyId: '' } as const;
  if (row.user_id !== userId || row.host_id !== hostId) return { account, grants: [] };
  const path = loanFact({
    id: String(row.authorization_id), status: row.status, effectiveAt: row.effective_at, expiresAt: row.expires_at, endCause: row.end_cause, reason: row.reason,
  });
  return { account, grants: [path] };
}
