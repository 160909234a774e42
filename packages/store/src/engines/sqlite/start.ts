import type { SqliteConfig, StoreConfig, StoreDeps } from '../../config.ts';
import { LocalHints } from '../../hints/local-hints.ts';
import { migrate } from '../../migrations/migrate.ts';
import type { EngineParts } from '../../assemble.ts';
import { SqliteAccessReads } from './access-reads.ts';
import { openSqlite } from './open.ts';
import { MemoryRates } from './rates.ts';

/** Writers that may wait for their turn. */
const QUEUE = 2_000;

export async function startSqlite(config: StoreConfig & SqliteConfig, deps: StoreDeps): Promise<EngineParts> {
  const clock = deps.clock ?? { now: () => Date.now() };
  const limits = { queue: QUEUE, waitMs: config.waitMs ?? 10_000, transactionMs: config.transactionMs ?? 10_000 };
  const { engine, reader } = openSqlite({ file: config.file, clock, limits });
  try {
    await migrate(engine);
    const hints = new LocalHints(deps.hints ?? 'on', deps.report ?? (() => {}));
    return {
      engine,
      access: new SqliteAccessReads(reader, clock),
      rates: new MemoryRates(),
      hints: { subscribe: (listener) => Promise.resolve(hints.add(listener)) },
      announce: () => Promise.resolve(),
      publish: (changes) => { hints.publish(changes); },
      warnings: () => Promise.resolve([]),
      stop: () => Promise.resolve(),
    };
  } catch (error) {
    await engine.close();
    throw error;
  }
}
