/** Columns of the hot reads, shared by both engines. */
export const USER_COLUMNS = 'id, user_name, locked, remote_state, effective_start, effective_end, need_reset_password, two_factor_status';
export const HOST_COLUMNS = 'id, project_id, host_name, source_instance_state, network_domain_id, pref_kex';
export const ACCOUNT_COLUMNS = 'id, host_id, name, protocol, host_share_key_id';
const POLICY_COLUMNS = 'p.id, p.name, p.priority, p.approval, p.on_tighten';
export const TICKET_COLUMNS = 'id, state, effect_count, effect_start, effect_end, bound_session_id, comment, end_cause, pending_until';

/** Names of the question's members inside a statement. */
export interface QuestionNames {
  readonly instance: string;
  readonly user: string;
  readonly host: string;
  readonly account: string;
  readonly project: string;
}

/**
 * Policies of a project whose both scopes hold the user and the account. It starts from the policies for all, from those that name the
 * host and from those that name the user, never from all policies; `cross join` keeps SQLite to that order.
 */
export function policiesSql(names: QuestionNames): string {
  const ofProject = `p.instance_id = ${names.instance} and p.project_id = ${names.project}`;
  const accountHeld = `(h.all_accounts = 1 or exists (
        select 1 from policy_accounts a where a.policy_id = h.policy_id and a.account_id = ${names.account} and a.host_id = h.host_id))`;
  return `select ${POLICY_COLUMNS} from policies p
      where ${ofProject} and p.user_scope = 'All' and p.asset_scope = 'All'
    union all
    select ${POLICY_COLUMNS} from policy_hosts h cross join policies p
      where h.host_id = ${names.host} and p.id = h.policy_id and ${ofProject} and p.user_scope = 'All' and p.asset_scope = 'Host' and ${accountHeld}
    union all
    select ${POLICY_COLUMNS} from policy_users u cross join policies p
      where u.user_id = ${names.user} and p.id = u.policy_id and ${ofProject} and p.user_scope = 'User' and (p.asset_scope = 'All'
        or (p.asset_scope = 'Host' and exists (select 1 from policy_hosts h where h.policy_id = p.id and h.host_id = ${names.host} and ${accountHeld})))`;
}
