import type { CloudClient } from '../../e2e/support/cloud-client.ts';
import { OWN_VERSION } from '../../e2e/support/stage.ts';
import type { Database } from './database.ts';

/** Each must count nothing: rows without their parent, effects without their audit record, two decisions on one ticket, an id in two places. */
const NOTHING: Readonly<Record<string, string>> = {
  'accounts without host': 'select count(*) as n from host_accounts where host_id not in (select id from hosts)',
  'host grants without user or host': 'select count(*) as n from user_host_grants where user_id not in (select id from users) or host_id not in (select id from hosts)',
  'account grants without user or account': 'select count(*) as n from user_account_grants where user_id not in (select id from users) or account_id not in (select id from host_accounts)',
  'account grants without their host\'s': 'select count(*) as n from user_account_grants a where not exists (select 1 from user_host_grants g where g.user_id = a.user_id and g.host_id = a.host_id)',
  'tickets decided without reviewer or time': `select count(*) as n from tickets where state in ('accepted', 'rejected') and (decided_at is null or decided_by is null)`,
  'pending tickets with a decision': `select count(*) as n from tickets where state = 'pending' and (decided_at is not null or decided_by is not null)`,
  'ids given out twice': `select count(*) as n from (select id from (select id from users union all select id from hosts union all select id from host_accounts union all select id from tickets
    union all select id from user_host_grants union all select id from user_account_grants union all select id from policies union all select id from principals) x group by id having count(*) > 1) y`,
  'audit heads beside the chain': 'select count(*) as n from audit_heads h where h.sequence <> (select max(sequence) from audit_events e where e.instance_id = h.instance_id)',
  'gaps in the chain': 'select count(*) as n from (select instance_id from audit_events group by instance_id having max(sequence) <> count(*)) x',
};

/** Effects and the audit records that must have come with them, in one transaction: the counts are equal, or one was applied without the other. */
const EQUAL: Readonly<Record<string, readonly [string, string]>> = {
  'users and their audit records': ['select count(*) as n from users', count('CreateUser')],
  'hosts and their audit records': ['select count(*) as n from hosts', count('CreateHost')],
  'accounts and their audit records': ['select count(*) as n from host_accounts', count('CreateHostAccount')],
  'decided tickets and their audit records': [`select count(*) as n from tickets where state in ('accepted', 'rejected')`, count('AcceptOperationTicket', 'RejectOperationTicket')],
  'tickets and their audit records': ['select count(*) as n from tickets', count('CreateOperationTicket')],
};

function count(...actions: readonly string[]): string {
  return `select count(*) as n from audit_events where outcome = 'OK' and kind in (${actions.map((action) => `'api.${action}'`).join(', ')})`;
}

/** What does not hold, in words. */
export async function brokenInvariants(database: Database, api: CloudClient): Promise<readonly string[]> {
  const n = async (select: string): Promise<number> => Number((await database.rows(select))[0]?.['n']);
  const broken: string[] = [];
  for (const [what, select] of Object.entries(NOTHING)) {
    const found = await n(select);
    if (found !== 0) broken.push(`${what}: ${found}`);
  }
  for (const [what, [left, right]] of Object.entries(EQUAL)) {
    const [one, other] = [await n(left), await n(right)];
    if (one !== other) broken.push(`${what}: ${one} and ${other}`);
  }
  const chain = await api.call('VerifyAudit', {}, OWN_VERSION);
  if (chain['Valid'] !== true) broken.push(`the audit chain is broken: ${JSON.stringify(chain)}`);
  return broken;
}
