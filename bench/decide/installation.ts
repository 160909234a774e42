import { randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { openStore } from '@sallyport/store';
import type { OpenedStore, StoreConfig } from '@sallyport/store';
import { mustRun, startPostgresCluster, tempDir } from '@sallyport/testkit';
import type { EngineName } from '../support/options.ts';
import { loadStatements } from './load-sql.ts';
import type { Plan } from './plan.ts';

export const INSTANCE = 'bastionhost-cn-bench';
const LOAD_TIMEOUT_MS = 600_000;

export interface Loaded extends AsyncDisposable {
  readonly store: OpenedStore;
  readonly loadSeconds: number;
}

/** A store of its own, filled by bulk SQL while nobody has it open, then opened as a server would. */
export async function loadedStore(engine: EngineName, plan: Plan): Promise<Loaded> {
  await using undo = new AsyncDisposableStack();
  const dir = undo.use(await tempDir('bench-decide'));
  const masterKey = randomBytes(32);
  // With fsync, because the server that this stands for has it; the reads do not notice.
  const config: StoreConfig = engine === 'sqlite'
    ? { engine, file: dir.file('store.db') }
    : { engine, url: await undo.use(await startPostgresCluster({ fsync: 'on' })).createDatabase() };
  const empty = await openStore(config, { masterKey });
  await empty.instances.create({ instanceId: INSTANCE, regionId: 'cn-hangzhou', accountId: '1', description: '', timeZone: 'Asia/Shanghai', createdAt: 0 });
  await empty.close();

  const begun = performance.now();
  const statements = loadStatements(plan, INSTANCE, engine);
  if (config.engine === 'sqlite') fillSqlite(config.file, statements);
  else await fillPostgres(config.url, statements);
  const loadSeconds = (performance.now() - begun) / 1_000;

  const store = await openStore(config, { masterKey });
  undo.defer(() => store.close());
  const kept = undo.move();
  return { store, loadSeconds, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

function fillSqlite(file: string, statements: readonly string[]): void {
  const database = new DatabaseSync(file);
  try {
    // Nothing of this needs to survive a crash; the store opens the file with its own settings afterwards.
    database.exec('pragma synchronous = off; pragma cache_size = -524288; begin');
    for (const statement of statements) database.exec(statement);
    database.exec('commit');
  } finally {
    database.close();
  }
}

async function fillPostgres(url: string, statements: readonly string[]): Promise<void> {
  // Statistics as autovacuum would have gathered them a minute later.
  const script = ['set synchronous_commit = off', ...statements, 'vacuum analyze', 'checkpoint'].map((statement) => `${statement};\n`).join('');
  await mustRun('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-o', '/dev/null', '-d', url], { input: script, timeoutMs: LOAD_TIMEOUT_MS });
}
