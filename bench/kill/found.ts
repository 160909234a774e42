import type { Database, Row } from './database.ts';

/** What the database holds, in the words of the ledger. */
export interface Found {
  state(key: string): string;
  /** Of everything with an id. */
  readonly ids: ReadonlyMap<string, string>;
  /** Ids of requests with their count of audit records that say OK. */
  readonly requests: ReadonlyMap<string, number>;
}

export async function look(database: Database): Promise<Found> {
  const [users, hosts, accounts, hostGrants, accountGrants, tickets, requests] = await Promise.all([
    database.rows('select id, user_name as name, locked from users'),
    database.rows('select id, host_name as name from hosts'),
    database.rows('select a.id, h.host_name as name from host_accounts a join hosts h on h.id = a.host_id'),
    database.rows('select u.user_name as "user", h.host_name as host from user_host_grants g join users u on u.id = g.user_id join hosts h on h.id = g.host_id'),
    database.rows('select u.user_name as "user", h.host_name as host from user_account_grants g join users u on u.id = g.user_id join hosts h on h.id = g.host_id'),
    database.rows('select t.id, t.state, h.host_name as name from tickets t join hosts h on h.id = t.host_id'),
    database.rows(`select request_id as id, count(*) as n from audit_events where outcome = 'OK' and kind like 'api.%' group by request_id`),
  ]);
  const states = new Map<string, string>();
  const put = (kind: string, rows: readonly Row[], state: (row: Row) => string): void => {
    for (const row of rows) states.set(`${kind}:${String(row['name'])}`, state(row));
  };
  put('user', users, (row) => (row['locked'] === 1 ? 'locked' : 'free'));
  put('host', hosts, () => 'present');
  put('account', accounts, () => 'present');
  put('ticket', tickets, (row) => String(row['state']));
  for (const [kind, grants] of [['host', hostGrants], ['account', accountGrants]] as const) {
    for (const row of grants) {
      const key = `grant:${String(row['user'])}/${String(row['host'])}`;
      states.set(key, states.has(key) ? 'whole' : `half: ${kind} only`);
    }
  }
  const ids = new Map(Object.entries({ user: users, host: hosts, account: accounts, ticket: tickets }).flatMap(([kind, rows]) =>
    rows.map((row): [string, string] => [String(row['id']), `${kind}:${String(row['name'])}`])));
  return { state: (key) => stateOf(states, key), ids, requests: new Map(requests.map((row) => [String(row['id']), Number(row['n'])])) };
}

function stateOf(states: ReadonlyMap<string, string>, key: string): string {
  if (!key.startsWith('pair:')) return states.get(key) ?? 'absent';
  // Locked together in one call: never one without the other.
  const [one, other] = ['a', 'b'].map((which) => states.get(`user:${key.slice('pair:'.length)}${which}`) ?? 'absent');
  return one === other ? String(one) : `half: ${one} and ${other}`;
}
