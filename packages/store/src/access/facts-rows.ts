import type { AccountFact, GrantFact, HostFact, PolicyFact, TicketFact, UserFact } from '@sallyport/core';

/** Rows of the hand-written statements behind `access.facts`, the same on both engines: snake case, 0/1, numeric ids. */
export interface UserFactRow {
  readonly id: number;
  readonly user_name: string;
  readonly locked: number;
  readonly remote_state: UserFact['remoteState'];
  readonly effective_start: number | null;
  readonly effective_end: number | null;
  readonly need_reset_password: number;
  readonly two_factor_status: UserFact['twoFactorStatus'];
}

export interface HostFactRow {
  readonly id: number;
  readonly project_id: string;
  readonly host_name: string;
  readonly source_instance_state: HostFact['sourceInstanceState'];
  readonly network_domain_id: string;
  readonly pref_kex: HostFact['prefKex'];
}

export interface AccountFactRow {
  readonly id: number;
  readonly host_id: number;
  readonly name: string;
  readonly protocol: AccountFact['protocol'];
  readonly host_share_key_id: string;
}

export interface PolicyFactRow {
  readonly id: number;
  readonly name: string;
  readonly priority: number;
  readonly approval: number;
  readonly on_tighten: PolicyFact['onTighten'];
}

export interface TicketFactRow {
  readonly id: number;
  readonly state: TicketFact['state'];
  readonly effect_count: TicketFact['effectCount'];
  readonly effect_start: number | null;
  readonly effect_end: number | null;
  readonly bound_session_id: string | null;
  readonly comment: string;
  readonly end_cause: TicketFact['endCause'];
  readonly pending_until: number;
}

export function userFact(row: UserFactRow): UserFact {
  return {
    id: String(row.id), userName: row.user_name, locked: row.locked === 1, remoteState: row.remote_state,
    effectiveStart: row.effective_start, effectiveEnd: row.effective_end,
    needResetPassword: row.need_reset_password === 1, twoFactorStatus: row.two_factor_status,
  };
}

export function hostFact(row: HostFactRow): HostFact {
  return {
    id: String(row.id), hostName: row.host_name, sourceInstanceState: row.source_instance_state,
    networkDomainId: row.network_domain_id, prefKex: row.pref_kex,
  };
}

export function accountFact(row: AccountFactRow): AccountFact {
  return { id: String(row.id), hostId: String(row.host_id), name: row.name, protocol: row.protocol, hostShareKeyId: row.host_share_key_id };
}

/** A direct grant holds until it is taken away. */
export function grantFact(id: number): GrantFact {
  return { path: 'user', id: String(id), validFrom: null, validUntil: null, ended: null };
}

export function policyFact(row: PolicyFactRow): PolicyFact {
  return { id: String(row.id), name: row.name, priority: row.priority, approval: row.approval === 1, onTighten: row.on_tighten };
}

export function ticketFact(row: TicketFactRow): TicketFact {
  return {
    id: String(row.id), state: row.state, effectCount: row.effect_count, effectStart: row.effect_start, effectEnd: row.effect_end,
    boundSessionId: row.bound_session_id, comment: row.comment, endCause: row.end_cause, pendingUntil: row.pending_until,
  };
}
