import pg from 'pg';
import { sharedPostgres } from '@sallyport/testkit';
import type { StoreEngine } from '@sallyport/testkit';
import type { Engine } from '../src/engines/engine.ts';
import { clientConfig } from '../src/engines/postgres/client-config.ts';
import { PostgresEngine } from '../src/engines/postgres/engine.ts';
import { openSqlite } from '../src/engines/sqlite/open.ts';

const LIMITS = { waitMs: 10_000, transactionMs: 10_000 };

/** An engine over an empty database, before any migration. */
export async function emptyEngine(name: StoreEngine, file: string): Promise<Engine> {
  if (name === 'sqlite') return openSqlite({ file, clock: { now: () => 0 }, limits: { ...LIMITS, queue: 10 } }).engine;
  return new PostgresEngine(new pg.Pool(clientConfig(await (await sharedPostgres()).createDatabase(), LIMITS)), LIMITS);
}
