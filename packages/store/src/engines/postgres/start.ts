import pg from 'pg';
import type { Pool, PoolConfig } from 'pg';
import type { EngineParts } from '../../assemble.ts';
import type { PostgresConfig, ReportTrouble, StoreConfig, StoreDeps } from '../../config.ts';
import { LocalHints } from '../../hints/local-hints.ts';
import { migrate } from '../../migrations/migrate.ts';
import { PostgresAccessReads } from './access-reads.ts';
import { clientConfig } from './client-config.ts';
import { PostgresEngine } from './engine.ts';
import { HintListener } from './hint-listener.ts';
import { PostgresRates } from './rates.ts';

const DECISION_CONNECTIONS = 3;

export async function startPostgres(config: StoreConfig & PostgresConfig, deps: StoreDeps): Promise<EngineParts> {
  const timeouts = { waitMs: config.waitMs ?? 10_000, transactionMs: config.transactionMs ?? 10_000 };
  const report = deps.report ?? (() => {});
  const pool = openPool({ ...clientConfig(config.url, timeouts), max: config.connections ?? 10, idleTimeoutMillis: 60_000 }, report);
  // Decisions have connections of their own, always open: they must not queue behind transactions, nor pay for a log-on.
  const decisions = openPool({ ...clientConfig(config.url, timeouts), max: DECISION_CONNECTIONS, idleTimeoutMillis: 0 }, report);
  const engine = new PostgresEngine(pool, timeouts);
  const local = new LocalHints(deps.hints ?? 'on', report);
  const hints = new HintListener({ client: clientConfig(config.listenUrl ?? config.url, timeouts), waitMs: timeouts.waitMs, local, report });
  try {
    await migrate(engine);
    await hints.start();
  } catch (error) {
    await engine.close();
    await decisions.end();
    throw error;
  }
  return {
    engine,
    access: new PostgresAccessReads(decisions),
    rates: new PostgresRates(pool),
    hints,
    announce: (db, changes) => hints.announce(db, changes),
    publish: (changes) => { local.publish(changes); },
    warnings: () => replicaWarnings(pool),
    stop: async () => {
      await hints.stop();
      await decisions.end();
    },
  };
}

function openPool(config: PoolConfig, report: ReportTrouble): Pool {
  const pool = new pg.Pool(config);
  // Without a listener the failure of a connection on which nobody waits for an answer would end the process: the pool's own hears those that lie in it,
  // the other those that are on loan. Whoever has one on loan learns it from his next statement.
  pool.on('error', (cause) => { report({ message: 'an idle database connection failed', cause }); });
  pool.on('connect', (client) => { client.on('error', () => {}); });
  return pool;
}

/** A replica that may lag behind the acknowledged commits, and would forget a revocation when it takes over. */
async function replicaWarnings(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select coalesce(application_name, '') as name from pg_stat_replication where sync_state in ('async', 'potential')`);
  return rows.map(({ name }) => `The replica ${JSON.stringify(name)} is asynchronous: a fail-over to it may bring back what was revoked.`);
}
