import type { AccessReads, AuditEvent, ChangeHint, HintBus, RateRepository } from '@sallyport/core';
import { appendToChains } from './audit/append.ts';
import { Batcher } from './audit/batcher.ts';
import type { StoreDeps } from './config.ts';
import { rootConnection } from './connection.ts';
import type { Db, Engine } from './engines/engine.ts';
import { openLoans } from './loans/loans.ts';
import type { OpenedStore } from './opened-store.ts';
import { createPasswordHasher } from './passwords/hasher.ts';
import { repositories } from './repositories/all.ts';
import { SqlNonces } from './repositories/nonces.ts';
import { transact } from './transact.ts';
import { TransactionScope } from './transaction-scope.ts';
import { DataKeys } from './vault/data-keys.ts';
import { checkMasterKey, masterKey } from './vault/master-key.ts';
import { SealedValues } from './vault/sealed-values.ts';
import { createVault } from './vault/vault.ts';

/** What the two engines do each in their own way. */
export interface EngineParts {
  readonly engine: Engine;
  readonly access: AccessReads;
  readonly rates: RateRepository;
  readonly hints: HintBus;
  readonly announce: (db: Db, hints: readonly ChangeHint[]) => Promise<void>;
  readonly publish: (hints: readonly ChangeHint[]) => void;
  readonly warnings: () => Promise<readonly string[]>;
  /** Ends what runs beside the engine. */
  readonly stop: () => Promise<void>;
}

/** At most this many audit events wait for their commit, in batches of at most that many. */
const AUDIT_LIMITS = { waiting: 20_000, batch: 500, gatherMs: 2 };

/** Puts the shared code over an engine whose schema is up to date. */
export async function assemble(parts: EngineParts, deps: StoreDeps): Promise<OpenedStore> {
  const { engine } = parts;
  const master = masterKey(deps.masterKey);
  await checkMasterKey(engine, master);
  const scope = new TransactionScope();
  const connection = rootConnection(engine, scope);
  const dataKeys = new DataKeys(master, async (instanceId) =>
    (await engine.reads.selectFrom('dataKeys').select('wrapped').where('instanceId', '=', instanceId).executeTakeFirst())?.wrapped);
  const vault = createVault(dataKeys);
  const loans = await openLoans({ connection, engine, master, directory: deps.loanDirectory, report: deps.report ?? (() => {}) });
  const audit = new Batcher<readonly AuditEvent[]>(
    (jobs) => engine.transaction((db) => appendToChains(engine.name, db, jobs.flat())), AUDIT_LIMITS);
  const enqueue = async (events: readonly AuditEvent[]): Promise<void> => {
    scope.assertOutside();
    await audit.add(events);
  };
  return {
    ...repositories(connection, { dataKeys, enqueue }),
    engine: engine.name,
    now: () => connection.now(),
    transact: (work) => transact({ engine, scope, dataKeys, announce: parts.announce, publish: parts.publish }, work),
    access: parts.access,
    hints: parts.hints,
    nonces: new SqlNonces(connection),
    rates: parts.rates,
    vault,
    loans,
    passwords: createPasswordHasher(deps.passwords),
    sealedValues: new SealedValues(connection, vault),
    warnings: parts.warnings,
    close: async () => {
      await audit.drain();
      await parts.stop();
      await engine.close();
    },
  };
}
