/** Columns of the hot reads, shared by both engines. */
export const USER_COLUMNS = 'id, user_name, locked, remote_state, effective_start, effective_end, need_reset_password, two_factor_status';
export const HOST_COLUMNS = 'id, project_id, host_name, source_instance_state, network_domain_id, pref_kex';
export const ACCOUNT_COLUMNS = 'id, host_id, name, protocol, host_share_key_id';
export const POLICY_COLUMNS = 'p.id, p.name, p.priority, p.approval, p.on_tighten';
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
 * Policies of a project whose both scopes hold the user and the account. It starts from the policies that name the user and from those
 * for all, never from all policies.
 */
export function policiesSql(names: QuestionNames): string {
  const assetHeld = `(p.asset_scope = 'All' or (p.asset_scope = 'Host' and exists (
      select 1 from policy_hosts h where h.policy_id = p.id and h.host_id = ${names.host} and (h.all_accounts = 1 or exists (
        select 1 from policy_accounts a where a.policy_id = p.id and a.account_id = ${names.account} and a.host_id = ${names.host})))))`;
  return `select ${POLICY_COLUMNS} from policies p
      where p.instance_id = ${names.instance} and p.project_id = ${names.project} and p.user_scope = 'All' and ${assetHeld}
    union all
    select ${POLICY_COLUMNS} from policy_users u join policies p on p.id = u.policy_id
      where u.user_id = ${names.user} and p.instance_id = ${names.instance} and p.project_id = ${names.project} and p.user_scope = 'User' and ${assetHeld}`;
}
