import { lentSql } from '../../access/lent-facts.ts';
import { ACCOUNT_COLUMNS, HOST_COLUMNS, TICKET_COLUMNS, USER_COLUMNS, policiesSql } from '../../access/facts-sql.ts';

const NOW = 'floor(extract(epoch from clock_timestamp()) * 1000)::bigint';

const POLICIES = policiesSql({ instance: 'q.instance', user: 'q.user_id', host: 'q.host_id', account: 'q.account_id', project: 'host.project_id' });

const LENT = lentSql({ instance: 'q.instance', account: 'q.account_id' });

/**
 * A row per question of the JSON array in $1, in its order. All of it is index probes: the planner takes $1 for 100 questions, so what
 * it could hash (`exists`, a lateral join without `limit`) would scan whole tables in a small installation.
 */
export const FACTS_SQL = `
  select ${NOW} as now,
    exists (select 1 from instances i where i.instance_id = q.instance) as instance,
    (select to_json(x) from (select ${USER_COLUMNS} from users where id = q.user_id and instance_id = q.instance) x) as "user",
    case when host.id is null then null else to_json(host) end as host,
    case when account.id is null then null else to_json(account) end as account,
    case when account.id is null then (select to_json(x) from (${LENT}) x) end as lent,
    (select json_build_object('comment', s.end_comment) from sessions s
      where s.id = q.session_id and s.instance_id = q.instance and s.end_requested_at is not null) as end_request,
    (select g.id from user_host_grants g where g.user_id = q.user_id and g.host_id = q.host_id and g.instance_id = q.instance) is not null as host_granted,
    (select g.id from user_account_grants g
      where g.user_id = q.user_id and g.host_id = q.host_id and g.account_id = q.account_id and g.instance_id = q.instance) as grant_id,
    coalesce((select json_agg(x) from (${POLICIES}) x), '[]') as policies,
    coalesce((select json_agg(x order by x.id) from (
      select ${TICKET_COLUMNS} from tickets
        where user_id = q.user_id and account_id = q.account_id and protocol = q.protocol and state in ('pending', 'accepted') and instance_id = q.instance
      union
      select ${TICKET_COLUMNS} from tickets where id = q.ticket_id and instance_id = q.instance) x), '[]') as tickets
  from jsonb_to_recordset($1::jsonb) as q(
    n int, instance text, user_id bigint, host_id bigint, account_id bigint, protocol text, session_id text, ticket_id bigint)
  left join lateral (select ${HOST_COLUMNS} from hosts where id = q.host_id and instance_id = q.instance limit 1) host on true
  left join lateral (select ${ACCOUNT_COLUMNS} from host_accounts where id = q.account_id and instance_id = q.instance limit 1) account on true
  order by q.n`;

export const STANDING_SQL = `
  select ${NOW} as now,
    exists (select 1 from instances where instance_id = $1) as instance,
    (select to_json(x) from (select ${USER_COLUMNS} from users where id = $2::bigint and instance_id = $1) x) as "user"`;

export const COUNTER_SQL = 'select counter from instance_changes where instance_id = $1';
