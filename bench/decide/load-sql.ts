import { BLOCK, HOST_OF, LAST_ID, STANDS } from './plan.ts';
import type { Plan } from './plan.ts';

/** `0 … count - 1` as `n.i`; both engines read it. */
function counting(count: number): string {
  return `with recursive n(i) as (select 0 union all select i + 1 from n where i < ${count - 1})`;
}

/**
 * Statements that fill an empty store in bulk: rows as the repositories write them, since every one of them is read back through
 * the store. Every hundredth user is locked; of the policies two are for all on all, every fifth for all users, the others name both sides;
 * one in ten asks for approval. One ticket in five is open. Loans are on the hosts of the tickets, on accounts that are nobody else's.
 */
export function loadStatements(plan: Plan, instanceId: string, engine: 'sqlite' | 'postgres'): readonly string[] {
  const { users, hosts, accountsPerHost: per, grants, policies, namedPerPolicy: named, tickets, loans } = plan;
  const each = grants / users;
  const instance = `'${instanceId}'`;
  const [u, k] = [`i / ${each}`, `i % ${each}`];
  const host = HOST_OF(plan, u, k);
  const oneEach = HOST_OF(plan, `i % ${users}`, `i / ${users}`);
  return [
    `insert into users (id, instance_id, source, user_name, name_key, display_name, comment, email, mobile, mobile_country_code, language, language_status,
       need_reset_password, source_user_id, two_factor_status, two_factor_methods, locked, created_at) ${counting(users)}
     select ${BLOCK.user} + i, ${instance}, 'Local', 'user-' || i, 'user-' || i, '', '', '', '', '', '', 'Global', 0, '', 'Global', '[]',
       case when i % 100 = 99 then 1 else 0 end, 0 from n`,
    `insert into hosts (id, instance_id, project_id, source, host_name, name_key, os_type, active_address_type, private_address, public_address, comment,
       source_instance_id, source_instance_state, instance_region_id, instance_member_id, network_domain_id, pref_kex, ssh_port, rdp_port, created_at) ${counting(hosts)}
     select ${BLOCK.host} + i, ${instance}, 'default', 'Local', 'host-' || i, 'host-' || i, 'Linux', 'Private',
       '10.' || (i / 65536) || '.' || (i / 256 % 256) || '.' || (i % 256), '', '', '', '', '', '', '', 'default', 22, 3389, 0 from n`,
    `insert into host_accounts (id, instance_id, project_id, host_id, name, protocol, privilege_type, rotation_mode, host_share_key_id, private_key_fingerprint, created_at)
     ${counting(hosts * per)} select ${BLOCK.account} + i, ${instance}, 'default', ${BLOCK.host} + i / ${per}, 'account-' || (i % ${per}), 'SSH', 'Normal', 'Normal', '', '', 0 from n`,
    `insert into user_host_grants (id, instance_id, user_id, host_id, created_by, created_at) ${counting(grants)}
     select ${BLOCK.hostGrant} + i, ${instance}, ${BLOCK.user} + ${u}, ${BLOCK.host} + ${host}, 1, 0 from n`,
    `insert into user_account_grants (id, instance_id, user_id, host_id, account_id, created_by, created_at) ${counting(grants)}
     select ${BLOCK.accountGrant} + i, ${instance}, ${BLOCK.user} + ${u}, ${BLOCK.host} + ${host},
       ${BLOCK.account} + (${host}) * ${per} + (${u} + ${k}) % ${per}, 1, 0 from n`,
    `insert into policies (id, instance_id, project_id, name, name_key, comment, priority, approval, on_tighten, user_scope, asset_scope, created_at) ${counting(policies)}
     select ${BLOCK.policy} + i, ${instance}, 'default', 'policy-' || i, 'policy-' || i, '', 100 - i % 100, case when i % 10 = 7 then 1 else 0 end, 'continue',
       case when i % 5 = 0 then 'All' else 'User' end, case when i < 2 then 'All' else 'Host' end, 0 from n`,
    `insert into policy_users (policy_id, user_id) ${counting(policies * named)}
     select ${BLOCK.policy} + i / ${named}, ${BLOCK.user} + (i / ${named} * 37 + i % ${named} * ${users / named}) % ${users} from n where i / ${named} % 5 <> 0`,
    `insert into policy_hosts (policy_id, host_id, all_accounts) ${counting(policies * named)}
     select ${BLOCK.policy} + i / ${named}, ${BLOCK.host} + (i / ${named} * 41 + i % ${named} * ${hosts / named}) % ${hosts}, 1 from n where i / ${named} >= 2`,
    `insert into tickets (id, instance_id, project_id, user_id, host_id, account_id, account_name, protocol, reason, state, effect_count, created_at, pending_until, comment, end_cause)
     ${counting(tickets)} select ${BLOCK.ticket} + i, ${instance}, 'default', ${BLOCK.user} + i % ${users}, ${BLOCK.host} + ${oneEach},
       ${BLOCK.account} + (${oneEach}) * ${per} + (i % ${users} + i / ${users}) % ${per}, 'account-x', 'SSH', 'maintenance',
       case i % 10 when 0 then 'pending' when 1 then 'accepted' else 'finished' end, 0, 0, 9000000000000, '', '' from n`,
    `insert into cases (id, instance_id, owner_id, owner_name, status, description, description_key, sub_type_id, product_category_id, business_type_id,
       severity_id, region_id, site, source_id, project_id, area_code, mobile, mail, contact_time, extends_map, extension_map, judgement, satisfaction, created_at, resolution)
     ${counting(loans)} select ${BLOCK.case} + i, ${instance}, 1, 'customer', 'processing', 'slow', 'slow', '', '', '', '', '', 0, '', '', '', '', '', '', '', '', '', '', 0, '' from n`,
    `insert into authorizations (id, instance_id, case_id, owner_id, owner_name, status, requested_by, requested_by_name, user_id, user_name, description, commitment,
       wished_ms, agency_id, created_at, pending_until, effective_at, expires_at, decided_by, decided_by_name, decided_at, end_cause, reason)
     ${counting(loans)} select ${BLOCK.authorization} + i, ${instance}, ${BLOCK.case} + i, 1, 'customer', case when ${STANDS('i')} then 'authorized' else 'canceled' end, 1, 'vendor',
       ${BLOCK.user} + i % ${users}, 'user', 'look', '', 3600000, '', 0, 0, 0, 9000000000000, 1, 'customer', 0, '', '' from n`,
    `insert into authorization_details (id, instance_id, authorization_id, kind, host_id, host_name, region_id, account, port, granted, tries)
     ${counting(loans)} select ${BLOCK.detail} + i, ${instance}, ${BLOCK.authorization} + i, 'host', ${BLOCK.host} + ${oneEach}, 'host', '', 'account-x', 22, 1, 0 from n`,
    engine === 'sqlite' ? `update object_ids set last = ${LAST_ID}` : `select setval('object_ids', ${LAST_ID})`,
  ];
}
